import * as v from 'valibot';
import { FIGURE_NAMES, FIGURE_PERIODS, type Figures } from '../figures.ts';
import { languageSchema } from '../languages.ts';
import type { PrintJob } from '../print-document.ts';
import { method } from './method.ts';

const days = v.picklist(FIGURE_PERIODS);
const period = v.strictObject({ days });

/** What this kiosk counted about its own use. */
export const usageMethods = {
  'usage.figures': method<Figures>()({ role: 'staff', byHand: true, input: period, errors: [] }),
  /** The table of one figure on paper. */
  'usage.print': method<PrintJob>()({
    role: 'staff',
    byHand: true,
    input: v.strictObject({ days, figure: v.picklist(FIGURE_NAMES), language: languageSchema }),
    errors: ['no_printer'],
  }),
  /** The same figures as a CSV file in the agreed folder. */
  'usage.export': method<{ readonly file: string }>()({
    role: 'staff',
    byHand: true,
    input: period,
    errors: ['no_medium', 'storage_failed', 'storage_full'],
  }),
} as const;
