import * as v from 'valibot';
import { identifierSchema, isoDateSchema } from './packs.ts';

/** How a person found a task at the kiosk. Carries nothing about the person, the case or the moment. */

/** From very bad to very good; the screen has a face and a word for each. */
export const RATINGS = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof RATINGS)[number];

/** Why, as chips to touch. */
export const FEEDBACK_REASONS = [
  'easy',
  'hard-words',
  'too-long',
  'missing',
  'touch',
  'staff-helped',
  'waiting',
  'error',
] as const;
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

/** What may be rated beside the services: the kiosk as a whole and what it does without a form. */
export const OTHER_TASKS = ['kiosk', 'my-case', 'ideas', 'information'] as const;

export const feedbackSchema = v.strictObject({
  /** Id of a service, or one of `OTHER_TASKS`. */
  about: identifierSchema,
  rating: v.picklist(RATINGS),
  reasons: v.pipe(v.array(v.picklist(FEEDBACK_REASONS)), v.maxLength(FEEDBACK_REASONS.length)),
  text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(500))),
});
export type Feedback = v.InferOutput<typeof feedbackSchema>;

/** What is inside the seal of a `feedback` note. */
export const feedbackNoteSchema = v.strictObject({
  v: v.literal(1),
  ...feedbackSchema.entries,
  authorityId: identifierSchema,
  language: v.picklist(['az', 'ru', 'en']),
  /** ISO day in Baku: no finer, so that it cannot be laid beside a submission of the same minute. */
  day: isoDateSchema,
});
export type FeedbackNote = v.InferOutput<typeof feedbackNoteSchema>;
