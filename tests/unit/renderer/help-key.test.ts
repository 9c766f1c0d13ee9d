// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useKioskStore } from '../../../renderer/src/stores/kiosk.ts';
import { useStaffStore } from '../../../renderer/src/stores/staff.ts';
import { mountKiosk, type MountedKiosk } from './mount-kiosk.ts';

let kiosk: MountedKiosk;
beforeEach(async () => {
  kiosk = await mountKiosk();
});
afterEach(() => kiosk.unmount());

const pressHelp = async (): Promise<void> => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true }));
  await flushPromises();
  await vi.dynamicImportSettled();
  await flushPromises();
};

describe('a help button beside the screen', () => {
  it('opens Help where the person is, and leads back there', async () => {
    await kiosk.tap('Touch to start');
    const before = kiosk.heading();
    await pressHelp();
    await vi.waitFor(() => expect(kiosk.heading()).toMatch(/help/iu));
    await pressHelp();
    await kiosk.tap('Go back');
    expect(kiosk.heading()).toBe(before);
  });

  it('opens it on a free kiosk too', async () => {
    await pressHelp();
    await vi.waitFor(() =>
      expect(kiosk.fake.calls.map(({ method }) => method)).toContain('session.begin'),
    );
  });

  it('does nothing while staff work, or before the kiosk is set up', async () => {
    useStaffStore(kiosk.pinia).admit({ name: 'T', role: 'technician' });
    await pressHelp();
    useStaffStore(kiosk.pinia).reset();
    const store = useKioskStore(kiosk.pinia);
    if (store.info !== undefined) store.info = { ...store.info, setup: 'open' };
    await pressHelp();
    expect(kiosk.fake.calls.map(({ method }) => method)).not.toContain('session.begin');
  });
});
