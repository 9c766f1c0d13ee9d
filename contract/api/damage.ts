import * as v from 'valibot';
import type { DamageView } from '../staff-views.ts';
import { method, nothing } from './method.ts';
import { secondPinSchema } from './people.ts';

/** Saved data that the disk has damaged. */
export const damageMethods = {
  /** How much of it was found; what it held cannot be told. */
  'damage.view': method<DamageView>()({
    role: 'technician',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /** Ends the alarm about what was found so far, when a second person agrees. The copies stay. */
  'damage.acknowledge': method<DamageView>()({
    role: 'technician',
    byHand: false,
    input: v.strictObject({ second: secondPinSchema }),
    errors: ['not_found', 'wrong_pin', 'locked', 'second_needed', 'storage_full', 'storage_failed'],
  }),
} as const;
