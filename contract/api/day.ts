import * as v from 'valibot';
import type { DayReport } from '../day-report.ts';
import { languageSchema } from '../languages.ts';
import type { PrintJob } from '../print-document.ts';
import { method, nothing } from './method.ts';

/** The end of a working day. */
export const dayMethods = {
  'day.report': method<DayReport>()({ role: 'staff', byHand: true, input: nothing, errors: [] }),
  /** Notes that the day was closed, and by whom. */
  'day.close': method<DayReport>()({
    role: 'staff',
    byHand: true,
    input: nothing,
    errors: ['storage_full', 'storage_failed'],
  }),
  /** The report on paper, as it is now. */
  'day.print': method<PrintJob>()({
    role: 'staff',
    byHand: true,
    input: v.strictObject({ language: languageSchema }),
    errors: ['no_printer'],
  }),
  /** The report as a CSV file in the agreed folder. */
  'day.export': method<{ readonly file: string }>()({
    role: 'staff',
    byHand: true,
    input: nothing,
    errors: ['no_medium', 'storage_failed', 'storage_full'],
  }),
} as const;
