// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountKiosk, type MountedKiosk } from './mount-kiosk.ts';

let kiosk: MountedKiosk;
beforeEach(async () => {
  kiosk = await mountKiosk();
});
afterEach(() => kiosk.unmount());

const counted = () =>
  kiosk.fake.calls
    .filter(({ method }) => method === 'session.usedFeature')
    .map(({ input }) => (input as { feature: string }).feature);
const press = async (key: string): Promise<void> => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  await flushPromises();
  await vi.dynamicImportSettled();
};
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('what a citizen uses to see, hear and reach', () => {
  it('is told once each, however often it is switched', async () => {
    await kiosk.tap('English');
    for (let taps = 0; taps < 4; taps += 1) await kiosk.tap('Contrast');
    await kiosk.tap('Larger text');
    await kiosk.tap('Larger text');
    await press('F4');
    expect(counted().sort()).toEqual(['contrast', 'large_text', 'speech']);
  });

  it('is told of a screen led by keys and of another language in mid-visit', async () => {
    await kiosk.tap('English');
    expect(counted()).toEqual([]);
    for (let presses = 0; presses < 3; presses += 1) {
      await press('Tab');
      await wait(60);
    }
    await kiosk.tap('Русский');
    expect(counted()).toEqual(['keyboard', 'language']);
  });

  it('is told again for the next person, and not for what only the one before used', async () => {
    await kiosk.tap('English');
    await kiosk.tap('Contrast');
    kiosk.fake.endVisit('idle');
    await flushPromises();
    await kiosk.tap('English');
    await kiosk.tap('Larger text');
    await kiosk.tap('Contrast');
    expect(counted()).toEqual(['contrast', 'large_text', 'contrast']);
  });
});
