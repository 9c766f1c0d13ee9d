import * as v from 'valibot';
import { RATINGS, type Rating } from './pack-names.ts';
import { identifierSchema } from './packs.ts';

/** How a person found a task at the kiosk. Carries nothing about the person, the case or the moment. */

export { RATINGS };
export type { Rating };

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

export const FEEDBACK_LENGTH = 500;

export const feedbackParts = {
  /** Id of a service; "kiosk" for the kiosk as a whole. */
  about: identifierSchema,
  /** The authority whose service it was; left out: the one of the kiosk's place. */
  authorityId: v.optional(identifierSchema),
  rating: v.picklist(RATINGS),
  reasons: v.pipe(v.array(v.picklist(FEEDBACK_REASONS)), v.maxLength(FEEDBACK_REASONS.length)),
  text: v.pipe(v.string(), v.maxLength(FEEDBACK_LENGTH)),
};
export const feedbackSchema = v.strictObject(feedbackParts);
export type Feedback = v.InferOutput<typeof feedbackSchema>;
