import * as v from 'valibot';
import { STAFF_PAGES } from '../audit.ts';
import type { DeviceHealth, StaffView } from '../staff-views.ts';
import { method, nothing } from './method.ts';
import { secondPinSchema, staffNumberSchema } from './people.ts';

/** Staff at the same screen. */
export const staffMethods = {
  /** Signs one member of staff in; a citizen's session on this screen ends. Tries are counted on disk first. */
  'staff.signIn': method<StaffView>()({
    role: 'anyone',
    byHand: true,
    input: v.strictObject({
      number: v.pipe(v.string(), v.maxLength(20)),
      pin: v.pipe(v.string(), v.maxLength(40)),
    }),
    errors: ['wrong_pin', 'locked', 'storage_full', 'storage_failed'],
  }),
  'staff.signOut': method<null>()({
    role: 'staff',
    byHand: false,
    input: nothing,
    errors: ['storage_full', 'storage_failed'],
  }),
  /** Somebody of the staff touched the screen: their idle limit starts again. */
  'staff.touch': method<null>()({ role: 'staff', byHand: true, input: nothing, errors: [] }),
  /** Whether all is well with this device: alarms, queue, exchange. */
  'staff.health': method<DeviceHealth>()({
    role: 'staff',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /** A page of staff was opened: recorded in the audit. */
  'staff.opened': method<null>()({
    role: 'staff',
    byHand: true,
    input: v.strictObject({ page: v.picklist(STAFF_PAGES) }),
    errors: ['storage_full', 'storage_failed'],
  }),
  /** Forgets the wrong PINs of a number that is locked, when a second person agrees. */
  'staff.unlock': method<null>()({
    role: 'technician',
    byHand: true,
    input: v.strictObject({ number: staffNumberSchema, second: secondPinSchema }),
    errors: ['not_found', 'wrong_pin', 'locked', 'second_needed', 'storage_full', 'storage_failed'],
  }),
} as const;
