import * as v from 'valibot';
import { givenConsentSchema } from './consent.ts';
import { heartbeatSchema } from './heartbeat.ts';
import { caseMessageSchema, caseOpeningSchema, waitsForSchema } from './case-talk.ts';
import { PORTAL_STATES, TIMELINE_STATES } from './domain/case-status.ts';
import { IDENTITY_MEANS } from './identity.ts';
import { CASE_KINDS, ITEM_KINDS } from './item-kinds.ts';
import { localizedSchema } from './languages.ts';
import { answersSchema, IDENTITY_LEVELS, identifierSchema, isoDateSchema } from './packs.ts';
import { ATTACHMENT_LIMITS, missingPaperSchema, sentDocumentSchema } from './sent-documents.ts';
import { publicationSchema } from './publications.ts';
import { askedReceptionSchema, leaseSchema, receptionStateSchema } from './receptions.ts';

/**
 * Messages between kiosk and portal. Requests are compact JWS (ES256) by the kiosk's device key,
 * answers are compact JWS (ES256) by the portal's signing key, pinned at enrolment; the same bytes
 * travel over HTTPS or on a USB stick. Failures of HTTP are RFC 9457 problem details.
 */

export const PROTOCOL_VERSION = 1;

/** `typ` of each signed or sealed message: one kind can never be taken for another. */
export const MESSAGE_TYPES = {
  enrolRequest: 'asan-enrol+jws',
  enrolReply: 'asan-enrol-reply+jws',
  batch: 'asan-batch+jws',
  batchReply: 'asan-batch-reply+jws',
  pull: 'asan-pull+jws',
  pullReply: 'asan-pull-reply+jws',
  caseLookup: 'asan-case-lookup+jws',
  caseLookupReply: 'asan-case-lookup-reply+jws',
  personCases: 'asan-person-cases+jws',
  personCasesReply: 'asan-person-cases-reply+jws',
  /** A submission sealed to the portal: JWE ECDH-ES (P-256) + A256GCM. */
  submission: 'asan-submission+jwe',
  /** A case's state under the receipt's key: JWE dir + A256GCM. */
  caseState: 'asan-case+jwe',
  /** What is shown beside the state and never kept: JWE dir + A256GCM under the receipt's key. */
  caseDetails: 'asan-case-details+jwe',
  /** Keys of a signed-in person's cases: JWE ECDH-ES (P-256) + A256GCM to a session of a kiosk. */
  caseKeys: 'asan-case-keys+jwe',
} as const;

/** Media type of every request and answer body that is a JWS. Requests may be gzip (Content-Encoding). */
export const JOSE_MEDIA_TYPE = 'application/jose';

export const LIMITS = {
  /** Bytes of one batch before compression, and items in it. */
  batchBytes: 1_000_000,
  batchItems: 200,
  /** Bytes of one sealed submission. */
  submissionBytes: 300_000,
  /** Characters of one sealed case state, and of its details. */
  sealedCase: 100_000,
  /** What the portal reads of a request body after decompression. */
  requestBytes: 2_000_000,
} as const;

/** Sealed content is padded with spaces after the JSON to the next of these sizes, then to multiples of the last. */
export const PADDING_BUCKETS = [2_048, 4_096, 8_192, 16_384, 32_768] as const;

export const ROUTES = {
  enrol: '/kiosk/v1/enrol',
  batches: '/kiosk/v1/batches',
  pull: '/kiosk/v1/pull',
  caseLookup: '/kiosk/v1/case-lookups',
  personCases: '/kiosk/v1/person-cases',
} as const;

const version = v.literal(PROTOCOL_VERSION);
const uuid = v.pipe(v.string(), v.uuid());
/** SHA-256, base64url without padding. */
export const digestSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** 16 bytes in base64url: names a case without saying which. */
export const lookupIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
/** Milliseconds since the Unix epoch. */
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const compact = (maxBytes: number) =>
  v.pipe(v.string(), v.maxLength(maxBytes), v.regex(/^[A-Za-z0-9_.-]+$/));

export const publicJwkSchema = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  y: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  /** RFC 7638 thumbprint. */
  kid: digestSchema,
});
export type PublicJwk = v.InferOutput<typeof publicJwkSchema>;

/* ---- Enrolment ---- */

/** Twelve characters of the receipt alphabet; typed with or without dashes. */
export const enrolmentCodeSchema = v.pipe(v.string(), v.regex(/^[2-9A-HJKMNP-RT-Y]{12}$/));

/** Signed by the new device key itself, which proves possession. */
export const enrolRequestSchema = v.strictObject({
  v: version,
  code: enrolmentCodeSchema,
  deviceKey: publicJwkSchema,
  nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  sentAt: moment,
});
export type EnrolRequest = v.InferOutput<typeof enrolRequestSchema>;

/** Signed by the portal's key; the kiosk knows its thumbprint from the provisioning file. */
export const enrolReplySchema = v.strictObject({
  v: version,
  nonce: v.string(),
  kiosk: uuid,
  kioskName: v.string(),
  signingKey: publicJwkSchema,
  sealingKey: publicJwkSchema,
  epoch: uuid,
  serverTime: moment,
});
export type EnrolReply = v.InferOutput<typeof enrolReplySchema>;

/* ---- Push ---- */

export const batchItemSchema = v.strictObject({
  id: uuid,
  kind: v.picklist(ITEM_KINDS),
  /** When the kiosk put it on disk, by the kiosk's clock. */
  savedAt: moment,
  /** Compact JWE; its protected header repeats `id` and `kind`. */
  sealed: compact(LIMITS.submissionBytes),
});
export type BatchItem = v.InferOutput<typeof batchItemSchema>;

export const batchSchema = v.strictObject({
  v: version,
  kiosk: uuid,
  seq: sequence,
  /** Digest of the payload of batch seq - 1; of the empty string for the first. */
  prev: digestSchema,
  sentAt: moment,
  items: v.pipe(v.array(batchItemSchema), v.minLength(1), v.maxLength(LIMITS.batchItems)),
});
export type Batch = v.InferOutput<typeof batchSchema>;

export const REFUSALS = [
  'unreadable', // cannot be opened with any of the portal's keys, or is not what its header says
  'bad_content', // opened, but not of the agreed shape
  'unknown_service',
  'unknown_authority',
  'other_content', // the id is known with other content
  'unknown_case', // a note for a case that the portal does not have
  'closed', // a note that came too late: the case or survey takes no more
  'already_done', // what may be done once was done before
] as const;
export type Refusal = (typeof REFUSALS)[number];

const taken = {
  id: uuid,
  /** What the portal gave a case; notes have none of the three. */
  registrationNumber: v.optional(v.pipe(v.string(), v.maxLength(40))),
  registeredOn: v.optional(isoDateSchema),
  answerBy: v.optional(isoDateSchema),
  /** What the taker of a note has to say to the kiosk, e.g. a blind signature. */
  answer: v.optional(v.pipe(v.string(), v.maxLength(8_000))),
};

export const itemResultSchema = v.variant('status', [
  v.strictObject({ status: v.literal('accepted'), ...taken }),
  v.strictObject({ status: v.literal('duplicate'), ...taken }),
  v.strictObject({ id: uuid, status: v.literal('refused'), code: v.picklist(REFUSALS) }),
  v.strictObject({ id: uuid, status: v.literal('later') }),
]);
export type ItemResult = v.InferOutput<typeof itemResultSchema>;

export const batchReplySchema = v.strictObject({
  v: version,
  kiosk: uuid,
  seq: sequence,
  /** Digest of the batch's payload: ties the answer to the question. */
  batch: digestSchema,
  epoch: uuid,
  serverTime: moment,
  results: v.array(itemResultSchema),
});
export type BatchReply = v.InferOutput<typeof batchReplySchema>;

/* ---- Pull ---- */

/** The last link of an audit chain: its number and HMAC-SHA256. */
export const auditAnchorSchema = v.strictObject({ seq: sequence, mac: digestSchema });

export const pullSchema = v.strictObject({
  v: version,
  kiosk: uuid,
  nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  /** Opaque; absent the first time. */
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** The last batch that the portal has confirmed, and in which epoch: a portal that has fewer has lost some. */
  chain: v.optional(v.strictObject({ seq: sequence, epoch: uuid })),
  /** The last link of the kiosk's audit. */
  audit: v.optional(auditAnchorSchema),
  sentAt: moment,
  heartbeat: v.optional(heartbeatSchema),
  /**
   * Leases of reception times that this kiosk still counts as its own or has given away in a
   * submission that the portal has not confirmed. One that is not named was let go for good. Left
   * out by kiosks that take none.
   */
  leases: v.optional(v.pipe(v.array(leaseSchema.entries.leaseId), v.maxLength(1_000))),
});
export type Pull = v.InferOutput<typeof pullSchema>;

export const caseEnvelopeSchema = v.strictObject({
  lookupId: lookupIdSchema,
  /** Rises by one with each change of the case; an older one never replaces a newer one. */
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  final: v.boolean(),
  sealed: compact(LIMITS.sealedCase),
});
export type CaseEnvelope = v.InferOutput<typeof caseEnvelopeSchema>;

export const pullReplySchema = v.strictObject({
  v: version,
  kiosk: uuid,
  nonce: v.string(),
  epoch: uuid,
  serverTime: moment,
  cursor: v.pipe(v.string(), v.maxLength(200)),
  more: v.boolean(),
  /** The last batch of this kiosk that the portal has; 0 for none. */
  head: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** The highest link of the kiosk's audit that the portal has seen. */
  auditAnchor: v.optional(auditAnchorSchema),
  cases: v.array(caseEnvelopeSchema),
  publications: v.optional(v.array(publicationSchema), []),
});
export type PullReply = v.InferOutput<typeof pullReplySchema>;

/* ---- A case that was submitted elsewhere ---- */

export const caseLookupSchema = v.strictObject({
  v: version,
  kiosk: uuid,
  nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  lookupId: lookupIdSchema,
  sentAt: moment,
});

export const caseLookupReplySchema = v.strictObject({
  v: version,
  kiosk: uuid,
  nonce: v.string(),
  serverTime: moment,
  case: v.nullable(caseEnvelopeSchema),
  /** Sealed like the state; left out by portals of an earlier version. */
  details: v.optional(compact(LIMITS.sealedCase)),
});
export type CaseLookupReply = v.InferOutput<typeof caseLookupReplySchema>;

/* ---- All cases of a person who has signed in ---- */

/** Cases in one answer, the newest. */
export const PERSON_CASES = 50;

export const personCasesSchema = v.strictObject({
  v: version,
  kiosk: uuid,
  nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  /** Signed by the identity provider; the portal believes nothing else about the person. */
  idToken: v.pipe(v.string(), v.maxLength(8_000), v.regex(/^[A-Za-z0-9_.-]+$/)),
  /** Made for this session and forgotten with it. */
  sessionKey: publicJwkSchema,
  /** The first question of a visit. */
  arrived: v.boolean(),
  sentAt: moment,
});
export type PersonCases = v.InferOutput<typeof personCasesSchema>;

export const personCasesReplySchema = v.strictObject({
  v: version,
  kiosk: uuid,
  nonce: v.string(),
  serverTime: moment,
  /** Null where the token is not believed. */
  person: v.nullable(
    v.strictObject({
      cases: v.pipe(v.array(caseEnvelopeSchema), v.maxLength(PERSON_CASES)),
      /** `caseKeysSchema`, sealed to `sessionKey`. */
      keys: compact(100_000),
      /** The person's last visit to any kiosk. */
      since: v.optional(moment),
    }),
  ),
});
export type PersonCasesReply = v.InferOutput<typeof personCasesReplySchema>;

/* ---- What is inside the seals ---- */

/** How sure the kiosk was of the person, and why. Never a token: the kiosk's signature stands for it. */
export const submittedIdentitySchema = v.strictObject({
  level: v.picklist(IDENTITY_LEVELS),
  how: v.picklist(IDENTITY_MEANS),
  at: moment,
  /** As established by card or sign-in; the answers may name somebody else. */
  fin: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-HJ-NP-Z]{7}$/))),
  name: v.optional(v.pipe(v.string(), v.maxLength(120))),
  staffNumber: v.optional(v.pipe(v.string(), v.regex(/^[0-9]{3,8}$/))),
  issuer: v.optional(v.pipe(v.string(), v.maxLength(300))),
});
export type SubmittedIdentity = v.InferOutput<typeof submittedIdentitySchema>;

/** Lets its holder read a case's states. */
export const caseAccessSchema = v.strictObject({
  lookupId: lookupIdSchema,
  /** 32 bytes, base64url: A256GCM. */
  key: digestSchema,
});
export const caseKeysSchema = v.pipe(v.array(caseAccessSchema), v.maxLength(PERSON_CASES));
export type CaseKeys = v.InferOutput<typeof caseKeysSchema>;

/** Opened by the portal alone. The same for every kind of case: a form of the packs, filled in. */
export const submissionContentSchema = v.strictObject({
  v: version,
  id: uuid,
  kind: v.picklist(CASE_KINDS),
  reference: v.pipe(v.string(), v.maxLength(11)),
  serviceId: identifierSchema,
  serviceVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  authorityId: identifierSchema,
  serviceTitle: localizedSchema,
  language: v.picklist(['az', 'ru', 'en']),
  answers: answersSchema,
  confirmedAt: moment,
  /** The member of staff who helped the citizen to fill it in. */
  helper: v.optional(
    v.strictObject({
      number: v.pipe(v.string(), v.maxLength(20)),
      name: v.pipe(v.string(), v.maxLength(80)),
    }),
  ),
  /** Left out by kiosks of an earlier version: declared. */
  identity: v.optional(submittedIdentitySchema),
  /** Files that follow in parts, see attachment.ts. */
  documents: v.optional(v.pipe(v.array(sentDocumentSchema), v.maxLength(ATTACHMENT_LIMITS.files))),
  missingPapers: v.optional(v.pipe(v.array(missingPaperSchema), v.maxLength(50))),
  /** The sheet that the person agreed to. */
  consent: v.optional(givenConsentSchema),
  /** With the kind `reception`. */
  reception: v.optional(askedReceptionSchema),
  /** Lets the portal write case states that only the holder of the receipt can read. */
  caseAccess: caseAccessSchema,
});
export type SubmissionContent = v.InferOutput<typeof submissionContentSchema>;

/** Opened with the key derived from reference and code. */
export const caseStateSchema = v.strictObject({
  v: version,
  reference: v.string(),
  title: localizedSchema,
  /** Left out by portals of an earlier version. */
  serviceId: v.optional(identifierSchema),
  authorityId: identifierSchema,
  registrationNumber: v.string(),
  registeredOn: isoDateSchema,
  answerBy: isoDateSchema,
  status: v.picklist(PORTAL_STATES),
  timeline: v.array(
    v.strictObject({
      status: v.picklist(TIMELINE_STATES),
      at: moment,
      /** The authority's reason. */
      text: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
      /** New last day. */
      until: v.optional(isoDateSchema),
      /** Where it was forwarded to. */
      authorityId: v.optional(identifierSchema),
      /** When the citizen is received. */
      startsAt: v.optional(moment),
    }),
  ),
  /** The newest, oldest first. */
  messages: v.optional(v.array(caseMessageSchema)),
  reception: v.optional(receptionStateSchema),
  waitsFor: v.optional(waitsForSchema),
  decision: v.optional(
    v.strictObject({
      kind: v.picklist(['answered', 'declined']),
      text: v.pipe(v.string(), v.maxLength(10_000)),
      official: v.strictObject({ name: v.string(), position: v.string() }),
      at: moment,
    }),
  ),
  at: moment,
});
export type CaseState = v.InferOutput<typeof caseStateSchema>;

/** Opened with the same key; asked for and never kept. */
export const caseDetailsSchema = v.strictObject({
  v: version,
  reference: v.string(),
  serviceId: identifierSchema,
  serviceVersion: v.number(),
  answers: answersSchema,
  level: v.picklist(IDENTITY_LEVELS),
  /** The newest first. */
  openings: v.array(caseOpeningSchema),
  /** When the case was last opened before this visit. */
  openedBefore: v.optional(moment),
});
export type CaseDetails = v.InferOutput<typeof caseDetailsSchema>;

/* ---- Problems (RFC 9457) ---- */

/** The last part of a problem's `type`; it decides what the kiosk does next. */
export const PROBLEMS = {
  'bad-message': 'human', // not of the agreed shape or signature
  'unknown-kiosk': 'enrol',
  'kiosk-revoked': 'enrol',
  'sequence-conflict': 'human', // an old disk image, or two devices with one identity
  'out-of-order': 'retry', // an earlier batch has not arrived yet
  'too-large': 'split',
  'too-many-requests': 'retry',
  'enrolment-refused': 'human', // unknown, used or expired code
  'try-later': 'retry',
} as const satisfies Record<string, 'retry' | 'human' | 'enrol' | 'split'>;
export type ProblemName = keyof typeof PROBLEMS;

export const PROBLEM_TYPE_PREFIX = 'tag:asan-kiosk,2026:problem:';

export const problemSchema = v.object({
  type: v.pipe(v.string(), v.startsWith(PROBLEM_TYPE_PREFIX)),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
});
export type Problem = v.InferOutput<typeof problemSchema>;
