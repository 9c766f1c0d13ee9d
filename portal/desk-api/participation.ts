import * as v from 'valibot';
import { surveyTextSchema } from '../../contract/domain/survey.ts';
import { identifierSchema, isoDateSchema } from '../../contract/packs.ts';
import {
  DECISION_OUTCOMES,
  publishedDecisionSchema,
  publishedTopicSchema,
} from '../../contract/participation.ts';
import { boardSchema } from '../../contract/voting/board.ts';
import { surveyContentSchema, surveyTimesSchema } from '../../contract/voting/manifest.ts';
import { askedPageSchema, pageEntries } from './paging.ts';

/** What officials do with topics and surveys. Nowhere is there a list of voters, nor one ballot. */

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const uuid = v.pipe(v.string(), v.uuid());
const rev = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const reason = v.pipe(v.string(), v.trim(), v.minLength(5), v.maxLength(2_000));

/* ---- Topics ---- */

/** What became of a proposal. `returned`: the citizen may propose it again, changed. */
export const TOPIC_STATES = ['waiting', 'approved', 'closed'] as const;

export const topicRowSchema = v.strictObject({
  topicId: uuid,
  registrationNumber: v.optional(v.string()),
  registeredOn: v.optional(isoDateSchema),
  answerBy: v.optional(isoDateSchema),
  state: v.picklist(TOPIC_STATES),
  late: v.boolean(),
  /** Of an approved topic; a proposal's own words are sealed until somebody opens it. */
  published: v.optional(publishedTopicSchema),
});
export type TopicRow = v.InferOutput<typeof topicRowSchema>;
/** What waits by its legal day, then what was decided, the newest first. */
export const topicListSchema = v.strictObject({
  topics: v.array(topicRowSchema),
  ...pageEntries,
  /** Of all pages. */
  counts: v.strictObject({ waiting: count, approved: count, closed: count }),
});
export type TopicList = v.InferOutput<typeof topicListSchema>;

export const topicDetailSchema = v.strictObject({
  ...topicRowSchema.entries,
  rev: v.optional(rev),
  language: v.optional(v.picklist(['az', 'ru', 'en'])),
  direction: identifierSchema,
  /** As the citizen wrote them. */
  sentence: v.optional(v.string()),
  more: v.optional(v.string()),
  /** Published topics that may say the same. */
  similar: v.array(publishedTopicSchema),
  /** The decision that the citizen reads. */
  decision: v.optional(v.string()),
});
export type TopicDetail = v.InferOutput<typeof topicDetailSchema>;

/** Without ru and en the topic is published "only in Azerbaijani". */
export const approveTopicSchema = v.strictObject({
  rev,
  text: surveyTextSchema,
  more: v.optional(surveyTextSchema),
  direction: identifierSchema,
});
export const refuseTopicSchema = v.strictObject({ rev, reason });

/* ---- Surveys ---- */

export const surveyDraftSchema = v.strictObject({
  content: surveyContentSchema,
  opens: moment,
  closes: moment,
  graceDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
});
export type SurveyDraft = v.InferOutput<typeof surveyDraftSchema>;
export type SurveyDraftInput = v.InferInput<typeof surveyDraftSchema>;

export const DRAFT_STATES = ['draft', 'checking', 'opened'] as const;

export const surveyRowSchema = v.strictObject({
  draftId: uuid,
  state: v.picklist(DRAFT_STATES),
  title: surveyTextSchema,
  opens: moment,
  closes: moment,
  changedAt: moment,
  author: v.string(),
  surveyId: v.optional(identifierSchema),
  /** Confirmed voters and counted ballots as they were published last. */
  issued: v.optional(v.number()),
  cast: v.optional(v.number()),
  final: v.boolean(),
  decided: v.boolean(),
});
export type SurveyRow = v.InferOutput<typeof surveyRowSchema>;
/** The one that was changed last first. */
export const surveyListSchema = v.strictObject({
  surveys: v.array(surveyRowSchema),
  ...pageEntries,
  now: moment,
});
export type SurveyList = v.InferOutput<typeof surveyListSchema>;

export const surveyDetailSchema = v.strictObject({
  ...surveyRowSchema.entries,
  rev,
  draft: surveyDraftSchema,
  topicId: v.optional(uuid),
  remark: v.optional(v.string()),
  /** The one who looks at it now wrote it: somebody else must check it. */
  mine: v.boolean(),
  times: v.optional(surveyTimesSchema),
  closedEarly: v.optional(v.strictObject({ announcedCloses: moment, reason: surveyTextSchema })),
  board: v.optional(boardSchema),
  decision: v.optional(publishedDecisionSchema),
  /** Remarks of citizens, in no order that means anything. */
  comments: v.array(v.strictObject({ language: v.picklist(['az', 'ru', 'en']), text: v.string() })),
  now: moment,
});
export type SurveyDetail = v.InferOutput<typeof surveyDetailSchema>;

export const newSurveySchema = v.strictObject({
  ...surveyDraftSchema.entries,
  topicId: v.optional(uuid),
});
export const saveSurveySchema = v.strictObject({ rev, ...surveyDraftSchema.entries });
const onRev = v.strictObject({ rev });
export const sendBackSurveySchema = v.strictObject({ rev, remark: reason });
export const closeSurveySchema = v.strictObject({ reason: surveyTextSchema });
export const decideSurveySchema = v.strictObject({
  outcome: v.picklist(DECISION_OUTCOMES),
  text: surveyTextSchema,
});

const topicParams = v.strictObject({ topicId: uuid });
const draftParams = v.strictObject({ draftId: uuid });

export const participationDeskApi = {
  listTopics: {
    method: 'GET',
    path: '/desk/api/topics',
    query: v.strictObject({ page: askedPageSchema }),
    reply: topicListSchema,
  },
  /** Opens the sealed proposal and records who looked. */
  openTopic: {
    method: 'GET',
    path: '/desk/api/topics/:topicId',
    params: topicParams,
    reply: topicDetailSchema,
  },
  approveTopic: {
    method: 'POST',
    path: '/desk/api/topics/:topicId/approve',
    params: topicParams,
    body: approveTopicSchema,
    reply: topicDetailSchema,
  },
  returnTopic: {
    method: 'POST',
    path: '/desk/api/topics/:topicId/return',
    params: topicParams,
    body: refuseTopicSchema,
    reply: topicDetailSchema,
  },
  declineTopic: {
    method: 'POST',
    path: '/desk/api/topics/:topicId/decline',
    params: topicParams,
    body: refuseTopicSchema,
    reply: topicDetailSchema,
  },
  listSurveys: {
    method: 'GET',
    path: '/desk/api/surveys',
    query: v.strictObject({ page: askedPageSchema }),
    reply: surveyListSchema,
  },
  openSurvey: {
    method: 'GET',
    path: '/desk/api/surveys/:draftId',
    params: draftParams,
    reply: surveyDetailSchema,
  },
  createSurvey: {
    method: 'POST',
    path: '/desk/api/surveys',
    body: newSurveySchema,
    reply: surveyDetailSchema,
  },
  saveSurvey: {
    method: 'POST',
    path: '/desk/api/surveys/:draftId',
    params: draftParams,
    body: saveSurveySchema,
    reply: surveyDetailSchema,
  },
  /** Asks for a second pair of eyes. */
  submitSurvey: {
    method: 'POST',
    path: '/desk/api/surveys/:draftId/submit',
    params: draftParams,
    body: onRev,
    reply: surveyDetailSchema,
  },
  sendBackSurvey: {
    method: 'POST',
    path: '/desk/api/surveys/:draftId/send-back',
    params: draftParams,
    body: sendBackSurveySchema,
    reply: surveyDetailSchema,
  },
  /** Refused to the author: two people stand behind a survey. */
  publishSurvey: {
    method: 'POST',
    path: '/desk/api/surveys/:draftId/publish',
    params: draftParams,
    body: onRev,
    reply: surveyDetailSchema,
  },
  closeSurvey: {
    method: 'POST',
    path: '/desk/api/surveys/:draftId/close',
    params: draftParams,
    body: closeSurveySchema,
    reply: surveyDetailSchema,
  },
  decideSurvey: {
    method: 'POST',
    path: '/desk/api/surveys/:draftId/decision',
    params: draftParams,
    body: decideSurveySchema,
    reply: surveyDetailSchema,
  },
} as const;

export const PARTICIPATION_DESK_RIGHTS = {
  listTopics: ['official'],
  openTopic: ['official'],
  approveTopic: ['official'],
  returnTopic: ['official'],
  declineTopic: ['official'],
  listSurveys: ['official'],
  openSurvey: ['official'],
  createSurvey: ['official'],
  saveSurvey: ['official'],
  submitSurvey: ['official'],
  sendBackSurvey: ['official'],
  publishSurvey: ['official'],
  closeSurvey: ['official'],
  decideSurvey: ['official'],
} as const satisfies Record<keyof typeof participationDeskApi, readonly 'official'[]>;
