import * as v from 'valibot';
import { identifierSchema } from '../packs.ts';
import { digestSchema } from '../sync-protocol.ts';
import { encodedAnswersSchema } from './encoded-answers.ts';
import { TRACKER } from './tracker.ts';

/** Where ballots go: apart from everything that knows a kiosk. */
export const BALLOT_ROUTE = '/ballots';
/** `typ` of a sealed ballot: compact JWE, ECDH-ES (P-256) + A256GCM, to the survey's ballot box. */
export const BALLOT_TYPE = 'asan-ballot+jwe';
/** `typ` of the ballot box's answer: compact JWS, ES256. */
export const BALLOT_RECEIPT_TYPE = 'asan-ballot-receipt+jws';
/** Bytes of every ballot before sealing, filled with spaces. */
export const BALLOT_BYTES = 512;
/** JSON around the answers: measured 120 with the longest id. */
export const ENVELOPE_BYTES = 140;
/** Bytes of a ballot as it is sent; the strictest form has about 1,700. */
export const MOST_BALLOT_BYTES = 4_096;

/** 2048 bits, base64url. */
export const signatureSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{342}$/));

/** What is inside the seal; opened only to count. */
export const ballotContentSchema = v.strictObject({
  v: v.literal(1),
  surveyId: identifierSchema,
  tracker: v.pipe(v.string(), v.regex(TRACKER)),
  answers: encodedAnswersSchema,
});
export type BallotContent = v.InferOutput<typeof ballotContentSchema>;

/** What travels. Anything more is refused: it could name a kiosk or a person. */
export const ballotSchema = v.strictObject({
  v: v.literal(1),
  type: v.literal('ballot'),
  surveyId: identifierSchema,
  /** Of the vote key, hence the class. */
  kid: digestSchema,
  /** 32 random bytes of the token's message. */
  rnd: digestSchema,
  sealed: v.pipe(v.string(), v.maxLength(2_000), v.regex(/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_.-]+$/)),
  /** RSASSA-PSS over the token's message. */
  sig: signatureSchema,
});
export type Ballot = v.InferOutput<typeof ballotSchema>;

export const BALLOT_REFUSALS = [
  'unknown_survey', // or a key that is none of the survey's
  'bad_token', // the signature is not the registrar's over this very ballot
  'not_open',
  'too_late', // the box is shut: the result is final
] as const;
export type BallotRefusal = (typeof BALLOT_REFUSALS)[number];

const receipt = { v: v.literal(1), surveyId: identifierSchema, token: digestSchema };

/** The ballot box's word about one ballot; the same again for the same ballot. */
export const ballotReceiptSchema = v.variant('status', [
  v.strictObject({ ...receipt, status: v.literal('taken') }),
  v.strictObject({ ...receipt, status: v.literal('refused'), reason: v.picklist(BALLOT_REFUSALS) }),
]);
export type BallotReceipt = v.InferOutput<typeof ballotReceiptSchema>;
