import * as v from 'valibot';
import { languageSchema } from '../languages.ts';
import { identifierSchema } from '../packs.ts';
import {
  MOST_COMMENT,
  topicIdSchema,
  type ParticipationDate,
  type SurveySummary,
  type SurveyView,
  type TopicSummary,
  type TopicView,
} from '../participation.ts';
import type { PrintJob } from '../print-document.ts';
import { method, nothing } from './method.ts';

/** Topics and surveys as this kiosk last heard of them. Casting a vote is in `votes`. */
export const participationMethods = {
  /** Approved topics, the newest first. */
  'topics.list': method<readonly TopicSummary[]>()({
    role: 'anyone',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  'topics.get': method<TopicView>()({
    role: 'anyone',
    byHand: false,
    input: v.strictObject({ topicId: topicIdSchema }),
    errors: ['not_found'],
  }),
  /** Topics of the same authority that may say what is about to be proposed, the closest first. */
  'topics.similar': method<readonly TopicSummary[]>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      authorityId: identifierSchema,
      direction: identifierSchema,
      text: v.pipe(v.string(), v.maxLength(2000)),
    }),
    errors: [],
  }),
  /** Open ones first, then those to come, then closed ones. */
  'surveys.list': method<readonly SurveySummary[]>()({
    role: 'anyone',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  'surveys.get': method<SurveyView>()({
    role: 'anyone',
    byHand: false,
    input: v.strictObject({ surveyId: identifierSchema }),
    errors: ['not_found'],
  }),
  /** The figures that were published last, on paper; `not_found` too where none were. */
  'surveys.print': method<PrintJob>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ surveyId: identifierSchema, language: languageSchema }),
    errors: ['not_found', 'no_printer'],
  }),
  /** Openings and closings that lie ahead, the next first. */
  'surveys.calendar': method<readonly ParticipationDate[]>()({
    role: 'anyone',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /** A remark without a name, apart from every vote. Answers once it is durable. */
  'surveys.comment': method<null>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      surveyId: identifierSchema,
      language: languageSchema,
      text: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(MOST_COMMENT)),
    }),
    errors: ['not_found', 'not_set_up', 'too_many', 'storage_full', 'storage_failed'],
  }),
} as const;
