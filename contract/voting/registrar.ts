import * as v from 'valibot';
import { VOTE_CLASSES } from '../domain/survey.ts';
import { identifierSchema } from '../packs.ts';
import { digestSchema } from '../sync-protocol.ts';
import { signatureSchema } from './ballot.ts';

/** Kind of the note that carries a request, sealed to the registrar's key of the manifest. */
export const VOTE_REQUEST_KIND = 'vote-auth' as const;

/** Who asks for a token, and the blinded message: the registrar learns who, never what. */
export const voteRequestSchema = v.strictObject({
  v: v.literal(1),
  kind: v.literal(VOTE_REQUEST_KIND),
  /** The note's id. */
  id: v.pipe(v.string(), v.uuid()),
  surveyId: identifierSchema,
  class: v.picklist(VOTE_CLASSES),
  kid: digestSchema,
  fin: v.pipe(v.string(), v.regex(/^[0-9A-HJ-NP-Z]{7}$/)),
  /** Of the identity card; with class `declared`. */
  documentNo: v.optional(v.pipe(v.string(), v.maxLength(20))),
  /** What proves the sign-in; with class `verified`. */
  proof: v.optional(v.pipe(v.string(), v.maxLength(8_000))),
  /** A number below the modulus, 2048 bits, base64url. */
  blinded: signatureSchema,
});
export type VoteRequest = v.InferOutput<typeof voteRequestSchema>;

export const VOTE_REFUSALS = [
  'already_voted', // this person has been given a token for another ballot of this survey
  'unknown_survey',
  'not_open',
  'survey_closed', // cast after the end
  'came_too_late', // cast in time, but heard after the grace time
  'identity_not_confirmed', // the level that the survey asks for was not proved
  'bad_request',
] as const;
export type VoteRefusal = (typeof VOTE_REFUSALS)[number];

const answer = { v: v.literal(1), id: v.pipe(v.string(), v.uuid()) };

/**
 * The registrar's answer. While it cannot decide yet, the item is answered `later` and asked again;
 * the same request is always answered in the same way.
 */
export const voteAnswerSchema = v.variant('status', [
  v.strictObject({ ...answer, status: v.literal('signed'), blindSig: signatureSchema }),
  v.strictObject({ ...answer, status: v.literal('refused'), reason: v.picklist(VOTE_REFUSALS) }),
]);
export type VoteAnswer = v.InferOutput<typeof voteAnswerSchema>;
