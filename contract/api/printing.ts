import * as v from 'valibot';
import { languageSchema } from '../languages.ts';
import type { PrintJob } from '../print-document.ts';
import { method, submissionIdSchema } from './method.ts';

/** Paper. Every printing method answers at once with a job; `print_changed` tells what becomes of it. */
export const printingMethods = {
  /** The receipt of an application of this session: reference, code, what happens next. */
  'printing.receipt': method<PrintJob>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ applicationId: submissionIdSchema, language: languageSchema }),
    errors: ['not_found', 'no_printer'],
  }),
  /** How far a job of whoever stands here has come, for a screen that may have missed an event. */
  'printing.job': method<PrintJob>()({
    role: 'anyone',
    byHand: false,
    input: v.strictObject({ jobId: submissionIdSchema }),
    errors: ['not_found'],
  }),
} as const;
