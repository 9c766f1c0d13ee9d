import { decodeProtectedHeader } from 'jose';
import * as v from 'valibot';
import type { SurveyAnswers } from '../../../contract/domain/survey.ts';
import { publicJwkSchema } from '../../../contract/sync-protocol.ts';
import { BALLOT_TYPE, ballotContentSchema } from '../../../contract/voting/ballot.ts';
import { decodeAnswers } from '../../../contract/voting/encoded-answers.ts';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import type { SealingKey } from '../../seals/key-agreement.ts';

export interface OpenedBallot {
  readonly tracker: string;
  readonly answers: SurveyAnswers;
}

const headerSchema = v.strictObject({
  alg: v.literal('ECDH-ES'),
  enc: v.literal('A256GCM'),
  typ: v.literal(BALLOT_TYPE),
  kid: v.string(),
  epk: v.strictObject({
    kty: publicJwkSchema.entries.kty,
    crv: publicJwkSchema.entries.crv,
    x: publicJwkSchema.entries.x,
    y: publicJwkSchema.entries.y,
  }),
});

const headerOf = (sealed: string): unknown => {
  try {
    return decodeProtectedHeader(sealed);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

const decrypt = (
  sealed: string,
  { boxJwk }: SurveyManifest,
  key: SealingKey,
): Uint8Array | undefined => {
  const header = v.safeParse(headerSchema, headerOf(sealed));
  if (!header.success || header.output.kid !== boxJwk.kid) return undefined;
  return key.open(sealed, header.output.epk);
};

const contentSchema = v.pipe(v.string(), v.parseJson(), ballotContentSchema);

/** Undefined for a ballot that holds no answers that this survey allows: it is spoilt. */
export const openBallot = (
  sealed: string,
  manifest: SurveyManifest,
  key: SealingKey,
): OpenedBallot | undefined => {
  const plain = decrypt(sealed, manifest, key);
  if (plain === undefined) return undefined;
  const content = v.safeParse(contentSchema, new TextDecoder().decode(plain));
  if (!content.success || content.output.surveyId !== manifest.surveyId) return undefined;
  const answers = decodeAnswers(manifest.content.questions, content.output.answers);
  return answers && { tracker: content.output.tracker, answers };
};
