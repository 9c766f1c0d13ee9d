// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAKE_STAFF } from '../../../support/renderer/fake-staff.ts';
import { mountStaff, signIn, typeDigits, type MountedStaff } from './mount-staff.ts';

let staff: MountedStaff;
beforeEach(async () => {
  staff = await mountStaff();
  staff.fake.setHealth({ alarms: ['store_damaged'] });
  staff.fake.setDamage({ unseen: 2, seen: 1 });
});
afterEach(() => staff.unmount());

const LOOK = 'Look at the damage';
const buttons = (): readonly (string | undefined)[] =>
  [...document.querySelectorAll('button')].map(({ textContent }) => textContent.trim());
const agree = async (member: { readonly number: string; readonly pin: string }) => {
  await staff.tap('Continue: second person');
  await typeDigits(staff, member.number);
  await staff.tap('Continue');
  await typeDigits(staff, member.pin);
  await staff.tap('End the alarm');
};

describe('data that the disk has damaged', () => {
  it.each(['operator', 'supervisor'] as const)(
    'is nothing that a %s may look into',
    async (role) => {
      await signIn(staff, role);
      expect(staff.text()).toContain('Call a technician today');
      expect(buttons()).not.toContain(LOOK);
    },
  );

  it('is shown to a technician, with what to do first, and the page is recorded', async () => {
    await signIn(staff, 'technician');
    await staff.tap(LOOK);
    expect(staff.text()).toContain('Parts that could not be read: 2');
    expect(staff.text()).toContain('Test the disk');
    expect(staff.text()).toContain('Acknowledged before: 1');
    expect(staff.fake.calls).toContainEqual({ method: 'staff.opened', input: { page: 'damage' } });
  });

  it('is an alarm no more when a second person agrees', async () => {
    await signIn(staff, 'technician');
    await staff.tap(LOOK);
    await agree(FAKE_STAFF.supervisor);
    expect(staff.text()).toContain('Everything is well');
  });

  it('stays an alarm when the technician types the own number again', async () => {
    await signIn(staff, 'technician');
    await staff.tap(LOOK);
    await agree(FAKE_STAFF.technician);
    expect(staff.text()).toContain('Another supervisor or a technician must agree');
    expect(staff.fake.calls.filter(({ method }) => method === 'damage.acknowledge')).toHaveLength(
      1,
    );
  });

  it('asks nobody to agree where there is no new damage', async () => {
    staff.fake.setDamage({ unseen: 0, seen: 3 });
    await signIn(staff, 'technician');
    await staff.tap(LOOK);
    expect(staff.text()).toContain('There is no new damage');
    expect(buttons()).not.toContain('Continue: second person');
  });
});
