import * as v from 'valibot';
import { givenConsentSchema } from '../contract/consent.ts';
import { KEPT_TYPES, MISSING_REASONS } from '../contract/documents.ts';
import { heartbeatSchema } from '../contract/heartbeat.ts';
import { caseMessageSchema, waitsForSchema } from '../contract/case-talk.ts';
import { APPEAL_TERMS } from '../contract/domain/appeal-terms.ts';
import { PORTAL_STATES, TIMELINE_STATES } from '../contract/domain/case-status.ts';
import { localizedSchema } from '../contract/languages.ts';
import { identifierSchema, isoDateSchema, QUESTION_KINDS } from '../contract/packs.ts';
import { submittedIdentitySchema } from '../contract/sync-protocol.ts';
import { CASE_KINDS } from '../contract/item-kinds.ts';
import { receptionStateSchema } from '../contract/receptions.ts';
import { decisionTextSchema } from './desk-api/citizen-text.ts';
import { appealMatterSchema } from './desk-api/appeals.ts';
import { FEEDBACK_DESK_RIGHTS, feedbackDeskApi } from './desk-api/feedback.ts';
import { IDEAS_DESK_RIGHTS, ideasDeskApi } from './desk-api/ideas.ts';
import {
  RECEPTIONS_DESK_RIGHTS,
  receptionsDeskApi,
  scheduleSchema,
} from './desk-api/receptions.ts';
import { askedPageSchema, pageEntries } from './desk-api/paging.ts';
import { PARTICIPATION_DESK_RIGHTS, participationDeskApi } from './desk-api/participation.ts';

/**
 * Everything the officials' desk may ask of the portal, written once: the portal parses requests
 * with these schemas and its OpenAPI is generated from them, the desk infers its types from them.
 * Plain data over valibot, so that a browser can load it. Moments are milliseconds since the Unix
 * epoch, dates are ISO days in Baku.
 *
 * The session is a cookie (HttpOnly, SameSite=Strict, path /desk) that the browser sends by itself;
 * every request that changes something must come from the desk's own origin. Failures are RFC 9457
 * problem details, see `deskProblemSchema`.
 */

export { decisionTextSchema };

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const uuid = v.pipe(v.string(), v.uuid());

/* ---- Who is at the desk ---- */

/**
 * `official`: sees and decides the cases of one authority. `operator`: looks after the kiosks
 * (revokes them, makes enrolment codes) and never sees a case.
 */
export const DESK_ROLES = ['official', 'operator'] as const;
export type DeskRole = (typeof DESK_ROLES)[number];

export const deskRoleSchema = v.picklist(DESK_ROLES);

export const signInSchema = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
});
export type SignIn = v.InferOutput<typeof signInSchema>;

export const deskAuthoritySchema = v.strictObject({
  id: identifierSchema,
  name: localizedSchema,
  shortName: localizedSchema,
});

export type DeskAuthority = v.InferOutput<typeof deskAuthoritySchema>;

/** Milliseconds without a request after which the portal ends a session; the desk clears its screen then. */
export const DESK_IDLE = 30 * 60_000;

/** The person who is signed in. */
export const meSchema = v.strictObject({
  /** The name that one signs in with. */
  name: v.string(),
  fullName: v.string(),
  position: v.string(),
  role: deskRoleSchema,
  /** Present for officials. */
  authority: v.optional(deskAuthoritySchema),
  /** The session ends then at the latest, and earlier after a time without a request. */
  expiresAt: moment,
  /** Demonstration content: said on every page. */
  demonstration: v.boolean(),
});
export type Me = v.InferOutput<typeof meSchema>;

/* ---- Cases ---- */

/** `open`: registered and considering; `late`: open and past the legal day; `messages`: the citizen wrote last. */
export const CASE_FILTERS = [
  'open',
  'late',
  'messages',
  'considering',
  'answered',
  'declined',
  'withdrawn',
  'all',
] as const;
export type CaseFilter = (typeof CASE_FILTERS)[number];

export const caseListQuerySchema = v.strictObject({
  filter: v.optional(v.picklist(CASE_FILTERS), 'open'),
  /** Only cases of one kind; left out: of every kind. */
  kind: v.optional(v.picklist(CASE_KINDS)),
  /** Part of a registration number, or a receipt's whole reference (with or without dashes). */
  search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40))),
  page: askedPageSchema,
});
/** What the desk sends: `page` in decimal. */
export type CaseListQuery = v.InferInput<typeof caseListQuerySchema>;

export const caseSummarySchema = v.strictObject({
  caseId: uuid,
  /** E.g. "MAS-2026-000001". */
  registrationNumber: v.string(),
  kind: v.picklist(CASE_KINDS),
  serviceId: identifierSchema,
  serviceTitle: localizedSchema,
  status: v.picklist(PORTAL_STATES),
  registeredOn: isoDateSchema,
  /** Last legal day for the answer; `estimated` when a movable holiday lies before it. */
  answerBy: isoDateSchema,
  answerByEstimated: v.boolean(),
  /** Open and past the legal day. */
  late: v.boolean(),
  /** Calendar days from today to `answerBy`; negative when past. Absent once decided. */
  daysLeft: v.optional(v.pipe(v.number(), v.safeInteger())),
  /** Something in the answers does not fit the service's present rules: look before deciding. */
  needsAttention: v.boolean(),
  /** Messages of the citizen since the authority last wrote. */
  unanswered: count,
  /** Something was asked of the citizen and has not come yet. */
  waitsForCitizen: v.boolean(),
  demonstration: v.boolean(),
  /** Rises with each change; a decision names the one it was made on. */
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export type CaseSummary = v.InferOutput<typeof caseSummarySchema>;

/** Open cases: the earliest legal day first, so late ones lead. Decided ones: newest decision first. */
export const caseListSchema = v.strictObject({
  cases: v.array(caseSummarySchema),
  ...pageEntries,
  /** How many cases of the authority each filter has, without the search. */
  counts: v.strictObject({
    open: count,
    late: count,
    messages: count,
    considering: count,
    answered: count,
    declined: count,
    withdrawn: count,
    all: count,
  }),
  today: isoDateSchema,
});
export type CaseList = v.InferOutput<typeof caseListSchema>;

/** Who did something, as shown to colleagues and, for decisions, to the citizen. */
export const officialSchema = v.strictObject({ name: v.string(), position: v.string() });
export type Official = v.InferOutput<typeof officialSchema>;

/** An answer as the citizen gave it; chosen options come with their labels. */
export const answerValueSchema = v.variant('type', [
  v.strictObject({ type: v.literal('text'), text: v.string() }),
  v.strictObject({ type: v.literal('date'), date: v.string() }),
  v.strictObject({ type: v.literal('labels'), labels: v.array(localizedSchema) }),
]);
export type AnswerValue = v.InferOutput<typeof answerValueSchema>;

export const caseAnswerSchema = v.strictObject({
  field: v.string(),
  /** Absent when the question is not in the pack that the portal has now. */
  label: v.optional(localizedSchema),
  kind: v.optional(v.picklist(QUESTION_KINDS)),
  /** Shown masked until the official asks for it. */
  personal: v.boolean(),
  value: answerValueSchema,
});
export type CaseAnswer = v.InferOutput<typeof caseAnswerSchema>;

/** Why a case needs attention: a field and the rule it breaks, or the form's version as a whole. */
export const attentionSchema = v.strictObject({
  rule: v.string(),
  field: v.optional(v.string()),
});
export type Attention = v.InferOutput<typeof attentionSchema>;

/** What the official may do with the case now. */
export const CASE_ACTIONS = [
  'consider',
  'answer',
  'decline',
  'reply',
  'ask', // the citizen for information
  'extend',
  'forward',
  'schedule', // a reception: fix its time, or move it
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

export const decisionSchema = v.strictObject({
  kind: v.picklist(['answered', 'declined']),
  text: v.string(),
  official: officialSchema,
  at: moment,
});
export type Decision = v.InferOutput<typeof decisionSchema>;

export const caseDetailSchema = v.strictObject({
  ...caseSummarySchema.entries,
  reference: v.string(),
  kioskName: v.string(),
  /** The language that the citizen used. */
  language: v.picklist(['az', 'ru', 'en']),
  serviceVersion: v.number(),
  /** The member of staff at the kiosk who helped to fill it in. */
  helper: v.optional(v.string()),
  /** When the citizen confirmed and when the kiosk had it on disk, both by the kiosk's clock. */
  confirmedAt: moment,
  savedAt: moment,
  answers: v.array(caseAnswerSchema),
  /** What the service's passport asks the citizen to bring; empty when the service is unknown here. */
  papers: v.array(
    v.strictObject({ title: localizedSchema, condition: v.optional(localizedSchema) }),
  ),
  /** What the citizen added; `coming` while parts are still missing, `damaged` when the whole is not what was sent. */
  documents: v.array(
    v.strictObject({
      fileId: uuid,
      title: v.optional(localizedSchema),
      mediaType: v.picklist(KEPT_TYPES),
      bytes: v.number(),
      pages: v.number(),
      /** When it came after the submission. */
      addedAt: v.optional(moment),
      state: v.picklist(['coming', 'whole', 'damaged']),
    }),
  ),
  /** Papers of the passport that the citizen did not add, and why: the authority asks for them. */
  missingPapers: v.array(
    v.strictObject({
      paperId: v.string(),
      title: v.optional(localizedSchema),
      reason: v.picklist(MISSING_REASONS),
    }),
  ),
  consent: v.optional(givenConsentSchema),
  attention: v.array(attentionSchema),
  /** Of an appeal: what else there is on the same matter. */
  matter: v.optional(appealMatterSchema),
  decision: v.optional(decisionSchema),
  /** `official` is absent for the registration, which nobody does by hand, and for what the citizen did. */
  timeline: v.array(
    v.strictObject({
      status: v.picklist(TIMELINE_STATES),
      at: moment,
      official: v.optional(officialSchema),
      /** Reason, for everything but a decision. */
      text: v.optional(v.string()),
      until: v.optional(isoDateSchema),
      authorityId: v.optional(identifierSchema),
      /** When the citizen is received. */
      startsAt: v.optional(moment),
    }),
  ),
  /** Who looked into the case, the newest first, this view included; at most the last 200. */
  views: v.array(v.strictObject({ official: officialSchema, at: moment })),
  /** At which kiosks the citizen opened it, the newest first. */
  openings: v.array(v.strictObject({ place: v.string(), at: moment })),
  /** Oldest first. */
  messages: v.array(caseMessageSchema),
  waitsFor: v.optional(waitsForSchema),
  /** Of a reception: the time that stands, or what was asked for. */
  reception: v.optional(receptionStateSchema),
  /** Absent where a kiosk of an earlier version sent it. */
  identity: v.optional(submittedIdentitySchema),
  /** Last day on which it may be forwarded. */
  forwardUntil: isoDateSchema,
  /** Working days that may still be added when the citizen is asked. */
  daysToAdd: count,
  allowed: v.array(v.picklist(CASE_ACTIONS)),
});
export type CaseDetail = v.InferOutput<typeof caseDetailSchema>;

const rev = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const considerSchema = v.strictObject({ rev });

/** `text` is the answer, or the reason for which the application is declined; the citizen reads it. */
export const decideSchema = v.strictObject({ rev, text: decisionTextSchema });
export type Decide = v.InferInput<typeof decideSchema>;

/** Asks the citizen; `days`: working days by which the last day moves. */
export const askSchema = v.strictObject({
  rev,
  text: decisionTextSchema,
  days: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(APPEAL_TERMS.extension)),
});
export const forwardSchema = v.strictObject({
  rev,
  text: decisionTextSchema,
  authorityId: identifierSchema,
});

/* ---- Prepared answers of an authority ---- */

export const templateSchema = v.strictObject({
  templateId: uuid,
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  text: v.strictObject({
    az: decisionTextSchema,
    ru: decisionTextSchema,
    en: decisionTextSchema,
  }),
});
export type Template = v.InferOutput<typeof templateSchema>;
export const templateListSchema = v.strictObject({ templates: v.array(templateSchema) });
export const saveTemplateSchema = v.omit(templateSchema, ['templateId']);
export type SaveTemplate = v.InferInput<typeof saveTemplateSchema>;

export const authorityListSchema = v.strictObject({ authorities: v.array(deskAuthoritySchema) });

/* ---- Kiosks ---- */

export const ALARM_KINDS = [
  'sequence_conflict', // an old disk image, or two devices with one identity
  'revoked_kiosk', // a revoked kiosk tried to talk
  'other_content', // a known submission id came with other content
  'guessing', // too many wrong pairs of reference and code
  'portal_went_back', // batches that were confirmed are gone: restored from a backup without new-epoch
  'audit_went_back', // the kiosk's audit ends before what was seen of it, or is another one
  'copied_token', // an identity token that another kiosk has shown before
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** How the kiosk was when it last asked for news; see contract/heartbeat.ts. */
const shownHeartbeatSchema = v.strictObject({ at: moment, ...heartbeatSchema.entries });
export type ShownHeartbeat = v.InferOutput<typeof shownHeartbeatSchema>;

export const kioskSchema = v.strictObject({
  kioskId: uuid,
  name: v.string(),
  enrolledAt: moment,
  lastSeenAt: v.optional(moment),
  /** Sequence number of the last batch taken; 0 before the first. */
  seq: count,
  /** Submissions registered from this kiosk. */
  submissions: count,
  revokedAt: v.optional(moment),
  heartbeat: v.optional(shownHeartbeatSchema),
  /** The newest first, at most 20. */
  alarms: v.array(
    v.strictObject({ kind: v.picklist(ALARM_KINDS), at: moment, seq: v.optional(count) }),
  ),
});
export type Kiosk = v.InferOutput<typeof kioskSchema>;

export const kioskListSchema = v.strictObject({ kiosks: v.array(kioskSchema), now: moment });
export type KioskList = v.InferOutput<typeof kioskListSchema>;

export const newEnrolmentSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
});

/** Shown once: the portal keeps only a hash of the code. */
export const enrolmentSchema = v.strictObject({
  kioskName: v.string(),
  enrolmentCode: v.string(),
  expiresAt: moment,
  keyThumbprint: v.string(),
});
export type Enrolment = v.InferOutput<typeof enrolmentSchema>;

/* ---- Routes ---- */

const caseParams = v.strictObject({ caseId: uuid });
const templateParams = v.strictObject({ templateId: uuid });
const kioskParams = v.strictObject({ kioskId: uuid });

/** `:name` in a path is a parameter. `reply` is absent where the answer is 204 without a body. */
export const deskApi = {
  signIn: { method: 'POST', path: '/desk/api/session', body: signInSchema, reply: meSchema },
  whoAmI: { method: 'GET', path: '/desk/api/session', reply: meSchema },
  signOut: { method: 'DELETE', path: '/desk/api/session' },
  listCases: {
    method: 'GET',
    path: '/desk/api/cases',
    query: caseListQuerySchema,
    reply: caseListSchema,
  },
  /** Opens the sealed application and records who looked. */
  openCase: {
    method: 'GET',
    path: '/desk/api/cases/:caseId',
    params: caseParams,
    reply: caseDetailSchema,
  },
  considerCase: {
    method: 'POST',
    path: '/desk/api/cases/:caseId/consider',
    params: caseParams,
    body: considerSchema,
    reply: caseDetailSchema,
  },
  answerCase: {
    method: 'POST',
    path: '/desk/api/cases/:caseId/answer',
    params: caseParams,
    body: decideSchema,
    reply: caseDetailSchema,
  },
  declineCase: {
    method: 'POST',
    path: '/desk/api/cases/:caseId/decline',
    params: caseParams,
    body: decideSchema,
    reply: caseDetailSchema,
  },
  /** Writes to the citizen; the case stands where it stood. */
  replyInCase: {
    method: 'POST',
    path: '/desk/api/cases/:caseId/reply',
    params: caseParams,
    body: decideSchema,
    reply: caseDetailSchema,
  },
  askCitizen: {
    method: 'POST',
    path: '/desk/api/cases/:caseId/ask',
    params: caseParams,
    body: askSchema,
    reply: caseDetailSchema,
  },
  /** To 30 working days, once; `text` is the reason, and the citizen reads it. */
  extendCase: {
    method: 'POST',
    path: '/desk/api/cases/:caseId/extend',
    params: caseParams,
    body: decideSchema,
    reply: caseDetailSchema,
  },
  /** Answers 204: the case is another authority's from then on. */
  forwardCase: {
    method: 'POST',
    path: '/desk/api/cases/:caseId/forward',
    params: caseParams,
    body: forwardSchema,
  },
  /** Fixes the time of a reception or moves it; problem `time-taken` when somebody else has it. */
  scheduleCase: {
    method: 'POST',
    path: '/desk/api/cases/:caseId/schedule',
    params: caseParams,
    body: scheduleSchema,
    reply: caseDetailSchema,
  },
  listAuthorities: { method: 'GET', path: '/desk/api/authorities', reply: authorityListSchema },
  listTemplates: { method: 'GET', path: '/desk/api/templates', reply: templateListSchema },
  addTemplate: {
    method: 'POST',
    path: '/desk/api/templates',
    body: saveTemplateSchema,
    reply: templateSchema,
  },
  changeTemplate: {
    method: 'POST',
    path: '/desk/api/templates/:templateId',
    params: templateParams,
    body: saveTemplateSchema,
    reply: templateSchema,
  },
  removeTemplate: {
    method: 'DELETE',
    path: '/desk/api/templates/:templateId',
    params: templateParams,
  },
  listKiosks: { method: 'GET', path: '/desk/api/kiosks', reply: kioskListSchema },
  /** Operators only. */
  enrolKiosk: {
    method: 'POST',
    path: '/desk/api/enrolments',
    body: newEnrolmentSchema,
    reply: enrolmentSchema,
  },
  /** Operators only. Its messages are refused from then on; what it sent stays. */
  revokeKiosk: {
    method: 'POST',
    path: '/desk/api/kiosks/:kioskId/revoke',
    params: kioskParams,
    reply: kioskSchema,
  },
  ...ideasDeskApi,
  ...feedbackDeskApi,
  ...participationDeskApi,
  ...receptionsDeskApi,
} as const;
export type DeskApi = typeof deskApi;
export type DeskAction = keyof DeskApi;

/** Who may do what. The portal decides by this table; the desk only hides what would be refused. */
export const DESK_RIGHTS = {
  signIn: ['anyone'],
  whoAmI: ['official', 'operator'],
  signOut: ['official', 'operator'],
  listCases: ['official'],
  openCase: ['official'],
  considerCase: ['official'],
  answerCase: ['official'],
  declineCase: ['official'],
  replyInCase: ['official'],
  askCitizen: ['official'],
  extendCase: ['official'],
  forwardCase: ['official'],
  scheduleCase: ['official'],
  listAuthorities: ['official'],
  listTemplates: ['official'],
  addTemplate: ['official'],
  changeTemplate: ['official'],
  removeTemplate: ['official'],
  listKiosks: ['official', 'operator'],
  enrolKiosk: ['operator'],
  revokeKiosk: ['operator'],
  ...IDEAS_DESK_RIGHTS,
  ...FEEDBACK_DESK_RIGHTS,
  ...PARTICIPATION_DESK_RIGHTS,
  ...RECEPTIONS_DESK_RIGHTS,
} as const satisfies Record<DeskAction, readonly (DeskRole | 'anyone')[]>;

/* ---- Problems (RFC 9457) ---- */

export const DESK_PROBLEM_TYPE_PREFIX = 'tag:asan-kiosk,2026:desk-problem:';

/** The last part of a problem's `type`, with the HTTP status it comes with. */
export const DESK_PROBLEMS = {
  'bad-input': 400, // `fields` says where
  'wrong-credentials': 401,
  'signed-out': 401, // no session, or it has expired
  'not-allowed': 403, // the role lacks the right
  'foreign-origin': 403, // the request did not come from the desk's own page
  'not-found': 404, // also for another authority's case: existence is never revealed
  'changed-meanwhile': 409, // somebody else was faster; `current` is the case as it is now
  'time-taken': 409, // somebody else has this time of a reception, or it is over or closed
  'cannot-open': 409, // none of the portal's keys opens the application: staff must look
  'too-large': 413,
  'locked-out': 429, // too many wrong passwords; `retryAfter` seconds
  'too-many-requests': 429,
  internal: 500,
  'try-later': 503,
} as const;
export type DeskProblemName = keyof typeof DESK_PROBLEMS;

export const deskProblemSchema = v.object({
  type: v.pipe(v.string(), v.startsWith(DESK_PROBLEM_TYPE_PREFIX)),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  fields: v.optional(v.array(v.strictObject({ field: v.string(), rule: v.string() }))),
  /** Seconds. */
  retryAfter: v.optional(v.number()),
  /** With `changed-meanwhile`: the case as it is now and who changed it last. */
  current: v.optional(
    v.strictObject({
      status: v.picklist(PORTAL_STATES),
      rev,
      by: v.optional(officialSchema),
      at: moment,
    }),
  ),
});
export type DeskProblem = v.InferOutput<typeof deskProblemSchema>;
