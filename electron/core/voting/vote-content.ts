import * as v from 'valibot';
import { digestSchema } from '../../../contract/sync-protocol.ts';
import { ballotSchema, signatureSchema } from '../../../contract/voting/ballot.ts';
import { TRACKER } from '../../../contract/voting/tracker.ts';
import type { Vault } from '../store/vault.ts';

/** What a vote record holds, sealed under a key of `vote-keys.ts`; every one has the same size. */
const shared = {
  surveyId: ballotSchema.entries.surveyId,
  kid: digestSchema,
  rnd: digestSchema,
  sealed: ballotSchema.entries.sealed,
  tracker: v.pipe(v.string(), v.regex(TRACKER)),
};
const contentSchema = v.variant('stage', [
  /** The registrar was asked. */
  v.strictObject({
    stage: v.literal('asked'),
    ...shared,
    requestId: v.pipe(v.string(), v.uuid()),
    /** The inverse of the blinding factor. */
    inverse: signatureSchema,
    /** The voter's tag, so that a refused person may try again. */
    voter: v.string(),
  }),
  /** The token is here: nothing in it says who asked for it. */
  v.strictObject({ stage: v.literal('ready'), ...shared, sig: signatureSchema }),
]);
export type VoteContent = v.InferOutput<typeof contentSchema>;
export type AskedVote = Extract<VoteContent, { stage: 'asked' }>;
export type ReadyVote = Extract<VoteContent, { stage: 'ready' }>;

/** Bytes of the JSON with its filling: the longest measured 1,930. */
const SIZE = 2_048;
const SPACE = 0x20;

/** The name is bound in: a record moved to another name does not open. */
const contextOf = (name: string): string => `asan-vote/1|${name}`;

/** base64 */
export const sealVote = (name: string, content: VoteContent, vault: Vault): string => {
  const json = Buffer.from(JSON.stringify(content));
  if (json.length > SIZE) throw new Error('a vote is longer than its record');
  const filled = Buffer.alloc(SIZE, SPACE);
  filled.set(json);
  return vault.seal(contextOf(name), filled).toString('base64');
};

/** Undefined when it does not belong to this name and key, or was changed. */
export const openVote = (name: string, sealed: string, vault: Vault): VoteContent | undefined => {
  const plain = vault.open(contextOf(name), Buffer.from(sealed, 'base64'));
  if (plain === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), contentSchema), plain.toString());
  return parsed.success ? parsed.output : undefined;
};
