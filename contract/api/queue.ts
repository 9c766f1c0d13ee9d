import * as v from 'valibot';
import type { ExportReport, ImportReport, QueueItem, QueueMatch } from '../staff-views.ts';
import { method, nothing, submissionIdSchema, typedCodeSchema } from './method.ts';
import { secondPinSchema } from './people.ts';

/** What waits for the portal or was set aside. */
export const queueMethods = {
  /** What waits or was set aside: kinds, ages and reasons, never contents. */
  'queue.list': method<readonly QueueItem[]>()({
    role: 'staff',
    byHand: true,
    input: nothing,
    errors: [],
  }),
  /** Offers a submission again that was set aside. */
  'queue.retry': method<null>()({
    role: 'staff',
    byHand: true,
    input: v.strictObject({ id: submissionIdSchema }),
    errors: ['not_found', 'storage_full', 'storage_failed'],
  }),
  /** Gives a submission up that was set aside, when a second person agrees. The reason is kept; the citizen is told at the next look. */
  'queue.discard': method<null>()({
    role: 'supervisor',
    byHand: true,
    input: v.strictObject({
      id: submissionIdSchema,
      reason: v.pipe(v.string(), v.trim(), v.minLength(5), v.maxLength(300)),
      second: secondPinSchema,
    }),
    errors: ['not_found', 'wrong_pin', 'locked', 'second_needed', 'storage_full', 'storage_failed'],
  }),
  /** Finds the submission that belongs to the reference on a citizen's receipt, also one that was received. */
  'queue.match': method<QueueMatch>()({
    role: 'staff',
    byHand: true,
    input: v.strictObject({ reference: typedCodeSchema }),
    errors: ['not_found', 'too_many', 'storage_full', 'storage_failed'],
  }),
  /** Writes what waits to the agreed folder (a stick), as the same signed messages that the network would carry. */
  'queue.export': method<ExportReport>()({
    role: 'staff',
    byHand: true,
    input: nothing,
    errors: ['no_medium', 'not_set_up', 'storage_failed', 'storage_full'],
  }),
  /** Reads the portal's answers from the agreed folder. */
  'queue.import': method<ImportReport>()({
    role: 'staff',
    byHand: true,
    input: nothing,
    errors: ['no_medium', 'not_set_up', 'bad_bundle', 'storage_full', 'storage_failed'],
  }),
} as const;
