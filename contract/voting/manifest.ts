import * as v from 'valibot';
import {
  RESULT_RULES,
  surveyQuestionsSchema,
  surveyTextSchema,
  VOTE_CLASSES,
} from '../domain/survey.ts';
import { IDENTITY_LEVELS, identifierSchema } from '../packs.ts';
import { digestSchema, publicJwkSchema } from '../sync-protocol.ts';
import { BALLOT_BYTES, ENVELOPE_BYTES } from './ballot.ts';
import { mostAnswerBytes } from './encoded-answers.ts';

/** `typ` of the JWS by the portal's signing key that carries a manifest. */
export const MANIFEST_TYPE = 'asan-survey+jws';
/** Kind of the publication that carries it; the id is the survey's, the body `signedManifestSchema`. */
export const SURVEY_PUBLICATION = 'survey';

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What can be said of a survey before it has keys. */
export const surveyContentSchema = v.strictObject({
  authorityId: identifierSchema,
  /** Field of e-participation, e.g. "roads-transport". */
  direction: v.optional(identifierSchema),
  /** Proposed by citizens and approved, or the authority's own. */
  origin: v.picklist(['citizens', 'authority']),
  title: surveyTextSchema,
  /** What it is about, in a few plain sentences. */
  summary: surveyTextSchema,
  /** The plain project card: parts with headings. */
  card: v.optional(
    v.pipe(
      v.array(v.strictObject({ heading: surveyTextSchema, text: surveyTextSchema })),
      v.maxLength(8),
    ),
    [],
  ),
  /** Who is asked, in words; everybody when left out. */
  voters: v.optional(surveyTextSchema),
  /** The least level of identity that may vote. */
  level: v.picklist(IDENTITY_LEVELS),
  questions: v.pipe(
    surveyQuestionsSchema,
    v.check(
      (questions) => ENVELOPE_BYTES + mostAnswerBytes(questions) <= BALLOT_BYTES,
      'the longest ballot would not fit',
    ),
  ),
  resultRule: v.picklist(RESULT_RULES),
  /** Ballots of a kiosk that travel together at least, and ballots between two published steps. */
  minBatch: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100)),
});
export type SurveyContent = v.InferOutput<typeof surveyContentSchema>;

/** All as milliseconds since the Unix epoch. Votes are cast from `opens` to before `closes`. */
export const surveyTimesSchema = v.pipe(
  v.strictObject({
    opens: moment,
    closes: moment,
    /** Until when a vote cast offline in time is still confirmed. */
    graceUntil: moment,
    /** Until when the ballot box takes confirmed ballots; then the result is final. */
    ballotsUntil: moment,
  }),
  v.check(
    ({ opens, closes, graceUntil, ballotsUntil }) =>
      opens < closes && closes <= graceUntil && graceUntil < ballotsUntil,
    'opens < closes <= graceUntil < ballotsUntil',
  ),
);
export type SurveyTimes = v.InferOutput<typeof surveyTimesSchema>;

/** RSA-2048 for blind signatures. */
export const voteKeySchema = v.strictObject({
  class: v.picklist(VOTE_CLASSES),
  /** SHA-256 of the SubjectPublicKeyInfo. */
  kid: digestSchema,
  /** DER of the SubjectPublicKeyInfo, base64url. */
  spki: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{300,800}$/)),
});
export type VoteKey = v.InferOutput<typeof voteKeySchema>;

/** One survey as kiosks and the public page know it. Its keys never change; `rev` rises with every other change. */
export const manifestSchema = v.strictObject({
  v: v.literal(1),
  surveyId: identifierSchema,
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  content: surveyContentSchema,
  times: surveyTimesSchema,
  /** Closed before the announced time: `times` hold the new ones. */
  closedEarly: v.optional(v.strictObject({ announcedCloses: moment, reason: surveyTextSchema })),
  voteKeys: v.pipe(v.array(voteKeySchema), v.minLength(1), v.maxLength(2)),
  /** Ballots are sealed to it. */
  boxJwk: publicJwkSchema,
  /** The ballot box's receipts are signed by it. */
  boxSigningJwk: publicJwkSchema,
  /** Requests for a token are sealed to it. */
  registrarJwk: publicJwkSchema,
  /** The published lists are signed by it. */
  boardJwk: publicJwkSchema,
});
export type SurveyManifest = v.InferOutput<typeof manifestSchema>;

export const signedManifestSchema = v.strictObject({
  /** Compact JWS whose payload is a `manifestSchema`. */
  manifest: v.pipe(v.string(), v.maxLength(200_000), v.regex(/^[A-Za-z0-9_.-]+$/)),
});

export type SurveyPhase = 'announced' | 'open' | 'closing' | 'counting' | 'final';

/** Where a survey stands: `closing` still confirms votes cast in time, `counting` only takes ballots. */
export const surveyPhase = (times: SurveyTimes, now: number): SurveyPhase => {
  if (now < times.opens) return 'announced';
  if (now < times.closes) return 'open';
  if (now < times.graceUntil) return 'closing';
  return now < times.ballotsUntil ? 'counting' : 'final';
};
