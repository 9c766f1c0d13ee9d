// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useSpeechStore } from '../../../../renderer/src/stores/speech.ts';
import { createFakeKiosk, fakeInfo } from '../../../support/renderer/fake-kiosk.ts';
import { mountKiosk, type MountedKiosk } from '../mount-kiosk.ts';

let kiosk: MountedKiosk;
let said: string[];
let end: (() => void) | undefined;
const speechOfKiosk = () => useSpeechStore(kiosk.pinia);
const listen = (): void => {
  said = [];
  speechOfKiosk().playWith({
    play: (wav) =>
      new Promise((resolve) => {
        said.push(new TextDecoder().decode(wav));
        end = resolve;
      }),
    stop: () => end?.(),
  });
};
beforeEach(async () => {
  kiosk = await mountKiosk();
  listen();
});
afterEach(() => kiosk.unmount());

const press = async (key: string): Promise<void> => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await flushPromises();
};
const asked = () =>
  kiosk.fake.calls.flatMap(({ method, input }) =>
    method === 'speech.say' ? [input as { language: string; rate: string }] : [],
  );

describe('reading aloud', () => {
  it('starts with one key, on the very first screen', async () => {
    await press('F4');
    await vi.waitFor(() => expect(said.join(' ')).toContain('Vətəndaş xidməti.'));
  });

  it('starts with the button, in the language that is shown', async () => {
    await kiosk.tap('Touch to start');
    await kiosk.tap('Read aloud');
    await vi.waitFor(() => expect(said[0]).toContain('What would you like to do'));
    expect(asked()[0]).toMatchObject({ language: 'en', rate: 'usual' });
  });

  it('is silenced by whatever a person does', async () => {
    await kiosk.tap('Touch to start');
    await press('F4');
    expect(speechOfKiosk().speaking).toBe(true);
    await press('Tab');
    expect(speechOfKiosk().speaking).toBe(false);
    await kiosk.tap('Repeat');
    expect(speechOfKiosk().speaking).toBe(true);
    window.dispatchEvent(new Event('pointerdown'));
    expect(speechOfKiosk().speaking).toBe(false);
    expect(speechOfKiosk().on).toBe(true);
  });

  it('reads the next screen by itself', async () => {
    await kiosk.tap('Touch to start');
    await press('F4');
    await kiosk.tap('Apply for a service');
    // The screen is loaded when it is wanted, which takes as long as it takes.
    await vi.waitFor(() => expect(said.at(-1)).toContain('Choose a service'), 10_000);
  });

  it('is back to silence and the usual loudness for the next person', async () => {
    await kiosk.tap('Touch to start');
    await press('F4');
    const speech = speechOfKiosk();
    speech.volume = 1;
    speech.personal = true;
    await kiosk.tap('Start over');
    await kiosk.tap('Finish and clear my data');
    await kiosk.tap('Close');
    expect(speech).toMatchObject({ on: false, volume: 0.5, personal: false, speaking: false });
  });

  it('is not offered, and the key does nothing, where nothing can speak', async () => {
    kiosk.unmount();
    kiosk = await mountKiosk(
      createFakeKiosk({ info: { ...fakeInfo, offers: { printing: true, speech: false } } }),
    );
    listen();
    await press('F4');
    expect(kiosk.text()).not.toContain('Read aloud');
    expect(said).toEqual([]);
  });
});
