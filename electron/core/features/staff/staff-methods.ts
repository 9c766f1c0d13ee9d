import type { MethodResult } from '../../../../contract/kiosk-api.ts';
import { ok } from '../../../../contract/result.ts';
import type { DeviceHealth } from '../../../../contract/staff-views.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Sessions } from '../../session.ts';
import { createSignIn, type SignInOptions } from './sign-in.ts';

export interface StaffOptions extends SignInOptions {
  readonly sessions: Sessions;
  readonly health: () => DeviceHealth;
}

/** Staff come, look after the device, and go. */
export const createStaffMethods = (options: StaffOptions): HandlersOf<'staff'> => {
  const signIn = createSignIn(options);
  const { sessions, health } = options;
  return {
    'staff.signIn': async ({ number, pin }, { session }) => {
      const admitted = await signIn(number, pin);
      if (!admitted.ok) return admitted as MethodResult<'staff.signIn'>;
      sessions.admitStaff(session.id, admitted.value);
      const { name, role } = admitted.value;
      return ok({ name, role });
    },
    'staff.signOut': (_input, { session }) => {
      sessions.wipe(session.id, 'finished');
      return ok(null);
    },
    'staff.health': () => ok(health()),
  };
};
