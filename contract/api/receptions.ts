import * as v from 'valibot';
import { identifierSchema } from '../packs.ts';
import type { OfferedTimes } from '../receptions.ts';
import { method } from './method.ts';

/** Receptions with officials. Asking for one is an application of the form with the purpose `reception`. */
export const receptionsMethods = {
  /** When an official can be seen, day by day, also without a network; which times are certain. */
  'receptions.times': method<OfferedTimes>()({
    role: 'citizen',
    byHand: false,
    input: v.strictObject({ officialId: identifierSchema }),
    errors: ['not_found'],
  }),
} as const;
