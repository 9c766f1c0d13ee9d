// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountStaff, signIn, type MountedStaff } from './mount-staff.ts';

let staff: MountedStaff;
beforeEach(async () => {
  staff = await mountStaff();
});
afterEach(() => staff.unmount());

const NAME = 'Keys of the data';
const RENEW = 'New key at the next start';
const buttons = (): readonly string[] =>
  [...document.querySelectorAll('button')].map(({ textContent }) => textContent.trim());
const look = async (): Promise<void> => {
  await signIn(staff, 'technician');
  await staff.tap('More');
  await staff.tap(NAME);
};

describe('the keys of the data', () => {
  it.each(['operator', 'supervisor'] as const)('are nothing for a %s', async (role) => {
    await signIn(staff, role);
    await staff.tap('More');
    expect(buttons().some((text) => text.startsWith(NAME))).toBe(false);
  });

  it('are shown with their age, and the page is recorded', async () => {
    await look();
    expect(staff.text()).toContain('The present key is from 14 March 2026');
    expect(staff.fake.calls).toContainEqual({ method: 'staff.opened', input: { page: 'keys' } });
  });

  it('are renewed by the next start when a technician asks for it, once', async () => {
    await look();
    await staff.tap(RENEW);
    expect(staff.text()).toContain('The next start makes a new key');
    expect(buttons()).not.toContain(RENEW);
  });

  it('say that something is sealed with an earlier one still', async () => {
    staff.fake.setKeys({ since: Date.UTC(2026, 2, 14), state: 'renewing' });
    await look();
    expect(staff.text()).toContain('sealed with an earlier one still');
  });
});
