import * as v from 'valibot';
import type { DeviceHealth, StaffView } from '../staff-views.ts';
import { method, nothing } from './method.ts';

/** Staff at the same screen. */
export const staffMethods = {
  /** Signs one member of staff in; a citizen's session on this screen ends. Tries are counted on disk first. */
  'staff.signIn': method<StaffView>()({
    role: 'anyone',
    input: v.strictObject({
      number: v.pipe(v.string(), v.maxLength(20)),
      pin: v.pipe(v.string(), v.maxLength(40)),
    }),
    errors: ['wrong_pin', 'locked', 'storage_failed'],
  }),
  'staff.signOut': method<null>()({ role: 'staff', input: nothing, errors: [] }),
  /** Whether all is well with this device: alarms, queue, exchange. */
  'staff.health': method<DeviceHealth>()({ role: 'staff', input: nothing, errors: [] }),
} as const;
