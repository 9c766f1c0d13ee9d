import * as v from 'valibot';
import { TOPIC_SERVICE_ID } from './pack-names.ts';
import { surveyTextSchema, type SurveyText, type VoteClass } from './domain/survey.ts';
import type { Totals } from './domain/survey-totals.ts';
import type { Localized } from './languages.ts';
import { identifierSchema } from './packs.ts';
import type { SurveyContent, SurveyManifest, SurveyPhase, SurveyTimes } from './voting/manifest.ts';

/**
 * Topics that citizens proposed and officials approved, and what an authority did with a survey's
 * result: as the portal publishes them to kiosks, and as the screens see them.
 */

export { TOPIC_SERVICE_ID };

/** Kind of the publication of an approved topic; the id is the topic's. */
export const TOPIC_PUBLICATION = 'topic';
/** Kind of the publication of what was decided after a survey; the id is the survey's. */
export const DECISION_PUBLICATION = 'survey-decision';

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const topicIdSchema = v.pipe(v.string(), v.uuid());

export const publishedTopicSchema = v.strictObject({
  topicId: topicIdSchema,
  authorityId: identifierSchema,
  direction: identifierSchema,
  /** One sentence; without ru and en it was approved "only in Azerbaijani". */
  text: surveyTextSchema,
  more: v.optional(surveyTextSchema),
  approvedAt: moment,
  /** The survey that it has become. */
  surveyId: v.optional(identifierSchema),
});
export type PublishedTopic = v.InferOutput<typeof publishedTopicSchema>;

/** What the authority makes of the result. */
export const DECISION_OUTCOMES = ['accepted', 'partly', 'not_accepted'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

export const publishedDecisionSchema = v.strictObject({
  surveyId: identifierSchema,
  outcome: v.picklist(DECISION_OUTCOMES),
  text: surveyTextSchema,
  official: v.strictObject({ name: v.string(), position: v.string() }),
  at: moment,
});
export type PublishedDecision = v.InferOutput<typeof publishedDecisionSchema>;

/* ---- What the screens get ---- */

export interface TopicSummary {
  readonly topicId: string;
  readonly authorityId: string;
  readonly authorityName?: Localized;
  readonly direction: string;
  readonly directionName?: Localized;
  readonly text: SurveyText;
  /** Where its survey stands, if there is one. */
  readonly phase?: SurveyPhase;
}

/** A station of a topic's way; only what is known to have happened, and when. */
export interface TopicStep {
  readonly step: 'approved' | 'opened' | 'closed' | 'result' | 'decided';
  readonly at: number;
}

export interface TopicView extends TopicSummary {
  readonly more?: SurveyText;
  readonly timeline: readonly TopicStep[];
  readonly surveyId?: string;
  readonly decision?: PublishedDecision;
}

export interface SurveySummary {
  readonly surveyId: string;
  readonly authorityId: string;
  readonly authorityName?: Localized;
  readonly directionName?: Localized;
  readonly origin: SurveyContent['origin'];
  readonly title: SurveyText;
  readonly phase: SurveyPhase;
  readonly times: SurveyTimes;
  readonly closedEarly: boolean;
  /** Final, and the authority has not said what it does with the result. */
  readonly decisionMissing: boolean;
}

export interface SurveyResults {
  /** When the figures were made; milliseconds since the Unix epoch. */
  readonly asOf: number;
  readonly final: boolean;
  /** Confirmed voters and counted ballots; they differ while ballots are on their way. */
  readonly issued: number;
  readonly cast: number;
  readonly spoilt: number;
  readonly byChannel: { readonly kiosk: number; readonly online: number };
  readonly byClass: Readonly<Record<VoteClass, { readonly issued: number; readonly cast: number }>>;
  /** Absent while the survey's rule keeps figures back. */
  readonly totals?: Readonly<Record<VoteClass, Totals>>;
  /** Length of the published list. */
  readonly trackers: number;
}

export interface SurveyView extends SurveySummary {
  /** Of the manifest: a vote names the one that was answered. */
  readonly rev: number;
  readonly content: SurveyContent;
  readonly early?: NonNullable<SurveyManifest['closedEarly']>;
  /** Ways to say who one is by which this survey may be voted in. */
  readonly classes: readonly VoteClass[];
  readonly topicId?: string;
  readonly decision?: PublishedDecision;
  /** Absent before the first figures were published. */
  readonly results?: SurveyResults;
  /** Where anybody reads it at home; absent on a kiosk without a portal. */
  readonly publicAddress?: string;
  /** By the best clock that the kiosk knows. */
  readonly now: number;
}

/** What is to come, for the calendar of the information section. */
export interface ParticipationDate {
  readonly at: number;
  readonly what: 'survey_opens' | 'survey_closes';
  readonly surveyId: string;
  readonly title: SurveyText;
  readonly authorityId: string;
}

/** A citizen's remark on a survey: apart from the ballot, without a name, linked to nothing. */
export const COMMENT_KIND = 'survey-comment';
export const MOST_COMMENT = 1000;
export const surveyCommentSchema = v.strictObject({
  v: v.literal(1),
  id: v.pipe(v.string(), v.uuid()),
  kind: v.literal(COMMENT_KIND),
  surveyId: identifierSchema,
  language: v.picklist(['az', 'ru', 'en']),
  text: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(MOST_COMMENT)),
});
export type SurveyComment = v.InferOutput<typeof surveyCommentSchema>;
