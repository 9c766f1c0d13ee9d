import { flushPromises } from '@vue/test-utils';
import {
  createFakeStaffKiosk,
  FAKE_STAFF,
  type FakeStaffKiosk,
} from '../../../support/renderer/fake-staff.ts';
import { mountKiosk, type MountedKiosk } from '../mount-kiosk.ts';

/** Staff's pages come in files of their own: here they are fetched before a test begins. */
const fetchPages = (): Promise<unknown> =>
  Promise.all([
    import('../../../../renderer/src/screens/staff/StaffBar.vue'),
    import('../../../../renderer/src/screens/staff/StaffSignInScreen.vue'),
    import('../../../../renderer/src/screens/staff/StaffTodayScreen.vue'),
    import('../../../../renderer/src/screens/staff/StaffDamageScreen.vue'),
    import('../../../../renderer/src/screens/staff/StaffKeysScreen.vue'),
    import('../../../../renderer/src/screens/staff/StaffMoreScreen.vue'),
    import('../../../../renderer/src/screens/staff/StaffQueueScreen.vue'),
    import('../../../../renderer/src/screens/staff/StaffDiscardScreen.vue'),
    import('../../../../renderer/src/screens/staff/StaffStickScreen.vue'),
  ]);

export interface MountedStaff extends Omit<MountedKiosk, 'fake'> {
  readonly fake: FakeStaffKiosk;
}

export const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 8; turns += 1) await flushPromises();
};

export const mountStaff = async (fake = createFakeStaffKiosk()): Promise<MountedStaff> => {
  await fetchPages();
  const kiosk = await mountKiosk(fake);
  return {
    ...kiosk,
    fake,
    tap: async (name) => {
      await kiosk.tap(name);
      await settle();
    },
  };
};

/** A finger: it presses, and what is under it hears a click. */
export const touchAt = async (x: number, y: number): Promise<void> => {
  const place = document.querySelector('main') ?? document.body;
  const init = { bubbles: true, clientX: x, clientY: y, detail: 1 };
  place.dispatchEvent(new PointerEvent('pointerdown', init));
  place.dispatchEvent(new MouseEvent('click', init));
  await flushPromises();
};

export const knock = async (times = 5): Promise<void> => {
  for (let taps = 0; taps < times; taps += 1) await touchAt(30, 40);
  await settle();
};

export const pressKeys = async (keys: readonly { key: string; code: string }[]): Promise<void> => {
  for (const { key, code } of keys) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }));
    await flushPromises();
  }
  await settle();
};

export const typeDigits = async (staff: MountedStaff, digits: string): Promise<void> => {
  for (const digit of digits) await staff.tap(digit);
};

/** From the free kiosk to the first page of staff, in English. */
export const signIn = async (
  staff: MountedStaff,
  role: keyof typeof FAKE_STAFF = 'supervisor',
): Promise<void> => {
  await knock();
  await staff.tap('English');
  await typeDigits(staff, FAKE_STAFF[role].number);
  await staff.tap('Continue');
  await typeDigits(staff, FAKE_STAFF[role].pin);
  await staff.tap('Sign in');
};
