import * as v from 'valibot';
import type { SurveyText } from './domain/survey.ts';
import { localizedSchema, type Localized } from './languages.ts';
import { identifierSchema, isoDateSchema, provenanceSchema } from './packs.ts';
import type { ServiceSummary } from './views.ts';
import type { Authority } from './packs.ts';

/** Pages and news that a kiosk shows, and the calendar of what citizens may take part in. */

export const INFORMATION_TOPICS = [
  'apply',
  'rights',
  'participation',
  'centres',
  'kiosk',
  'news',
] as const;
export type InformationTopic = (typeof INFORMATION_TOPICS)[number];

const listOfTexts = v.pipe(v.array(localizedSchema), v.minLength(1), v.maxLength(30));

export const articleBlockSchema = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['heading', 'text']), text: localizedSchema }),
  /** `steps` are done one after another, `points` stand side by side. */
  v.strictObject({ kind: v.picklist(['steps', 'points']), items: listOfTexts }),
]);
export type ArticleBlock = v.InferOutput<typeof articleBlockSchema>;

export const relatedSchema = v.strictObject({
  kind: v.picklist(['page', 'service', 'authority']),
  id: identifierSchema,
});

/** Only addresses that a phone opens safely; the kiosk itself never opens one. */
const linkSchema = v.pipe(v.string(), v.url(), v.startsWith('https://'), v.maxLength(300));

export const informationPackSchema = v.strictObject({
  pack: v.literal('information'),
  id: identifierSchema,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: v.picklist(['page', 'news']),
  topic: v.picklist(INFORMATION_TOPICS),
  /** Of news, the day of it; of a page, the day to which the text is true. */
  date: isoDateSchema,
  provenance: provenanceSchema,
  /** Invented for a demonstration: said beside the title. */
  demonstration: v.optional(v.boolean(), false),
  title: localizedSchema,
  summary: localizedSchema,
  body: v.pipe(v.array(articleBlockSchema), v.minLength(1), v.maxLength(60)),
  link: v.optional(linkSchema),
  /** Words that people look for it by. */
  keywords: v.optional(localizedSchema),
  related: v.optional(v.pipe(v.array(relatedSchema), v.maxLength(12)), []),
});
export type InformationPack = v.InferOutput<typeof informationPackSchema>;

export const calendarEventSchema = v.strictObject({
  id: identifierSchema,
  kind: v.picklist(['survey', 'reception']),
  from: isoDateSchema,
  /** Left out: one day. */
  to: v.optional(isoDateSchema),
  authorityId: identifierSchema,
  title: localizedSchema,
  place: v.optional(localizedSchema),
  demonstration: v.optional(v.boolean(), false),
  provenance: provenanceSchema,
});
export type CalendarEvent = v.InferOutput<typeof calendarEventSchema>;

export const participationCalendarSchema = v.strictObject({
  pack: v.literal('participation-calendar'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  events: v.pipe(v.array(calendarEventSchema), v.maxLength(500)),
});

/** A page or news item in a list. */
export interface InformationSummary {
  readonly id: string;
  readonly kind: InformationPack['kind'];
  readonly topic: InformationTopic;
  readonly date: string;
  readonly title: Localized;
  readonly summary: Localized;
  readonly demonstration: boolean;
}

export interface InformationList {
  /** By topic, in the order of the topics. */
  readonly pages: readonly InformationSummary[];
  /** Newest first. */
  readonly news: readonly InformationSummary[];
}

export interface RelatedItem {
  readonly kind: v.InferOutput<typeof relatedSchema>['kind'];
  readonly id: string;
  readonly title: Localized;
}

export interface InformationArticle {
  readonly article: InformationPack;
  /** Those of its related items that this kiosk has. */
  readonly related: readonly RelatedItem[];
}

/** Something to take part in: from the calendar's file, or a survey that was published here. */
export interface PublicEvent extends Omit<CalendarEvent, 'title' | 'provenance'> {
  /** In Azerbaijani alone where nobody translated it. */
  readonly title: SurveyText;
  /** The survey that can be opened on this kiosk. */
  readonly surveyId?: string;
}

export interface UpcomingEvent extends PublicEvent {
  readonly authorityName: Localized;
}

/** Who does what: one authority, and what is decided there. */
export interface AuthorityPage {
  readonly authority: Authority;
  readonly services: readonly ServiceSummary[];
  readonly events: readonly UpcomingEvent[];
  /** The form by which one of its officials is asked for a reception; absent where nobody receives. */
  readonly receptionForm?: string;
}
