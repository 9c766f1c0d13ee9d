import { createHash } from 'node:crypto';
import type { SurveyAnswers, VoteClass } from '../../../contract/domain/survey.ts';
import { encodeAnswers } from '../../../contract/voting/encoded-answers.ts';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import { tokenMessage } from '../../../contract/voting/token.ts';
import { TRACKER_BYTES, toTracker } from '../../../contract/voting/tracker.ts';
import type { Random } from '../ports.ts';
import { blind, readBlindKey } from './blind-rsa.ts';
import { sealBallot } from './seal-ballot.ts';

export interface PreparedVote {
  readonly kid: string;
  readonly rnd: string;
  readonly sealed: string;
  readonly tracker: string;
  /** For the registrar. */
  readonly blinded: string;
  /** Secret: unblinds what the registrar answers. */
  readonly inverse: string;
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** Seals the ballot and blinds the token for it. Undefined when the survey has no usable key of this class. */
export const prepareVote = async (
  manifest: SurveyManifest,
  voteClass: VoteClass,
  answers: SurveyAnswers,
  random: Random,
): Promise<PreparedVote | undefined> => {
  const voteKey = manifest.voteKeys.find((key) => key.class === voteClass);
  const key = voteKey && readBlindKey(Buffer.from(voteKey.spki, 'base64url'));
  if (voteKey === undefined || key === undefined) return undefined;
  const { surveyId } = manifest;
  const tracker = toTracker(random.bytes(TRACKER_BYTES));
  const encoded = encodeAnswers(manifest.content.questions, answers);
  const sealed = await sealBallot({ v: 1, surveyId, tracker, answers: encoded }, manifest.boxJwk);
  const rnd = random.bytes(32);
  const message = messageFor({ surveyId, kid: voteKey.kid, rnd: base64url(rnd), sealed });
  const { blinded, inverse } = blind(key, message, random);
  return {
    kid: voteKey.kid,
    rnd: base64url(rnd),
    sealed,
    tracker,
    blinded: base64url(blinded),
    inverse: base64url(inverse),
  };
};

/** What the token says about a ballot. */
export const messageFor = (ballot: {
  readonly surveyId: string;
  readonly kid: string;
  readonly rnd: string;
  readonly sealed: string;
}): Uint8Array =>
  tokenMessage({
    rnd: Buffer.from(ballot.rnd, 'base64url'),
    surveyId: ballot.surveyId,
    kid: ballot.kid,
    sealedDigest: createHash('sha256').update(ballot.sealed).digest(),
  });
