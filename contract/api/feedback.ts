import { feedbackSchema } from '../feedback.ts';
import { method } from './method.ts';

export const feedbackMethods = {
  /** Saves a rating that names nobody; sent like all else, also without a network. */
  'feedback.give': method<null>()({
    role: 'citizen',
    byHand: true,
    input: feedbackSchema,
    errors: ['not_found', 'not_set_up', 'storage_full', 'storage_failed'],
  }),
} as const;
