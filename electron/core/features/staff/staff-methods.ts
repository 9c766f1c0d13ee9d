import { fail, ok } from '../../../../contract/result.ts';
import type { DeviceHealth } from '../../../../contract/staff-views.ts';
import type { Audit } from '../../audit.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Sessions, Staff } from '../../session.ts';
import type { ConfirmBySecond, PinCheck } from '../../staff-pins.ts';
import type { People } from './people.ts';

export interface StaffOptions {
  readonly sessions: Sessions;
  readonly people: People;
  readonly checkPin: PinCheck;
  readonly confirm: ConfirmBySecond;
  readonly audit: Audit;
  readonly health: () => DeviceHealth;
}

/** Staff come, look after the device, and go. */
export const createStaffMethods = (options: StaffOptions): HandlersOf<'staff'> => {
  const { sessions, people, checkPin, confirm, audit, health } = options;
  return {
    'staff.signIn': async ({ number, pin }, { session }) => {
      const admitted = await checkPin(number, pin, (writer) =>
        audit.record({ number, act: 'signed_in' })(writer),
      );
      if (!admitted.ok) return admitted;
      const staff = toStaff(admitted.value);
      return ok({
        name: staff.name,
        role: staff.role,
        ...sessions.admitStaff(session.id, staff),
      });
    },
    'staff.signOut': async (_input, { session, staff }) => {
      // The screen is free at once, whatever the disk says to the line about it.
      sessions.wipe(session.id, 'finished');
      await audit.note({ number: staff.number, act: 'signed_out' });
      return ok(null);
    },
    // Dispatch has noted the touch already: it does so for every act of a person.
    'staff.touch': () => ok(null),
    'staff.health': () => ok(health()),
    'staff.opened': async ({ page }, { staff }) => {
      await audit.note({ number: staff.number, act: 'viewed', subject: page });
      return ok(null);
    },
    'staff.unlock': async ({ number, second }, { staff }) => {
      const locked = people.find(number);
      if (locked === undefined || number === staff.number) return fail('not_found');
      if (second.number === number) return fail('second_needed');
      return confirm(staff, second, (writer, agreed) => {
        writer.lockouts.delete(number);
        audit.record({
          number: staff.number,
          act: 'unlocked',
          second: agreed.number,
          subject: number,
        })(writer);
      });
    },
  };
};

export const toStaff = ({ number, name, role, phone }: Staff): Staff => ({
  number,
  name,
  role,
  ...(phone !== undefined && { phone }),
});
