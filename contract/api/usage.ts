import * as v from 'valibot';
import { FIGURE_PERIODS, type Figures } from '../figures.ts';
import { method } from './method.ts';

const period = v.strictObject({ days: v.picklist(FIGURE_PERIODS) });

/** What this kiosk counted about its own use. */
export const usageMethods = {
  'usage.figures': method<Figures>()({ role: 'staff', input: period, errors: [] }),
  /** The same figures as a CSV file in the agreed folder. */
  'usage.export': method<{ readonly file: string }>()({
    role: 'staff',
    input: period,
    errors: ['no_medium', 'storage_failed', 'storage_full'],
  }),
} as const;
