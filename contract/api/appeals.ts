import * as v from 'valibot';
import { answersSchema } from '../packs.ts';
import type { EarlierAppeal } from '../views.ts';
import { method, submissionIdSchema } from './method.ts';

export const appealsMethods = {
  /** Whether the same was sent from this kiosk before: asked before sending, never a reason to refuse. */
  'appeals.earlier': method<EarlierAppeal | null>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ applicationId: submissionIdSchema, answers: answersSchema }),
    errors: ['not_found', 'service_withdrawn'],
  }),
} as const;
