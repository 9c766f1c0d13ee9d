import * as v from 'valibot';
import { languageSchema } from '../languages.ts';
import { answersSchema, identifierSchema } from '../packs.ts';
import type { Delivery, DraftView, Receipt } from '../views.ts';
import { method, submissionIdSchema } from './method.ts';

/** Filling in a service's form and sending it. */
export const applicationsMethods = {
  /** Begins an application and gives it the permanent id that makes sending it idempotent. */
  'applications.start': method<DraftView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ serviceId: identifierSchema }),
    errors: ['not_found', 'service_withdrawn', 'not_set_up', 'too_many'],
  }),
  /** Keeps what was typed so far, in memory only, so that the screen may be drawn anew. */
  'applications.saveDraft': method<null>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ applicationId: submissionIdSchema, answers: answersSchema }),
    errors: ['not_found'],
  }),
  'applications.draft': method<DraftView>()({
    role: 'citizen',
    byHand: false,
    input: v.strictObject({ applicationId: submissionIdSchema }),
    errors: ['not_found'],
  }),
  /**
   * Seals the application and puts it on disk; answers only after that. The same id again answers
   * the same receipt and saves nothing.
   */
  'applications.submit': method<Receipt>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      applicationId: submissionIdSchema,
      serviceVersion: v.pipe(v.number(), v.integer()),
      answers: answersSchema,
      /** Language of the screen at the end; left out: the one the session began with. */
      language: v.optional(languageSchema),
      /** Version of the consent sheet that was shown. */
      consentVersion: v.optional(v.pipe(v.number(), v.integer())),
      /** The person confirmed the answers and agreed to the notice on personal data. */
      confirmed: v.literal(true),
    }),
    errors: [
      'not_found',
      'service_withdrawn',
      'service_changed',
      'identity_needed',
      'answers_incomplete',
      'not_set_up',
      'storage_full',
      'storage_failed',
    ],
  }),
  /** How far an application of this session has come. */
  'applications.delivery': method<Delivery>()({
    role: 'citizen',
    byHand: false,
    input: v.strictObject({ applicationId: submissionIdSchema }),
    errors: ['not_found'],
  }),
} as const;
