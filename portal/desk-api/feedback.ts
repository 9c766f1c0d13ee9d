import * as v from 'valibot';
import { FEEDBACK_REASONS, RATINGS } from '../../contract/feedback.ts';
import { identifierSchema, isoDateSchema } from '../../contract/packs.ts';
import { localizedSchema } from '../../contract/languages.ts';
import { askedDaySchema } from './day.ts';

/** What people said of the services of an authority. Nothing here names or leads to anybody. */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const feedbackPeriodSchema = v.strictObject({
  from: askedDaySchema,
  to: askedDaySchema,
});

/** Texts in one answer. */
export const FEEDBACK_TEXTS = 200;

export const feedbackOverviewSchema = v.strictObject({
  ...feedbackPeriodSchema.entries,
  services: v.array(
    v.strictObject({
      about: identifierSchema,
      /** Absent for the kiosk as a whole, and for services that the packs no longer have. */
      title: v.optional(localizedSchema),
      total: count,
      /** By rating, from 1 to 5. */
      ratings: v.pipe(v.array(count), v.length(RATINGS.length)),
      reasons: v.array(v.strictObject({ reason: v.picklist(FEEDBACK_REASONS), count })),
    }),
  ),
  /** The newest days first. */
  texts: v.array(
    v.strictObject({
      about: identifierSchema,
      rating: v.picklist(RATINGS),
      day: isoDateSchema,
      language: v.picklist(['az', 'ru', 'en']),
      text: v.string(),
    }),
  ),
});
export type FeedbackOverview = v.InferOutput<typeof feedbackOverviewSchema>;

export const feedbackDeskApi = {
  readFeedback: {
    method: 'GET',
    path: '/desk/api/feedback',
    query: feedbackPeriodSchema,
    reply: feedbackOverviewSchema,
  },
} as const;

export const FEEDBACK_DESK_RIGHTS = {
  readFeedback: ['official'],
} as const satisfies Record<keyof typeof feedbackDeskApi, readonly 'official'[]>;
