// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../../contract/result.ts';
import type { SetupView } from '../../../../contract/setup.ts';
import {
  createFakeKiosk,
  fakeInfo,
  someAuthorities,
} from '../../../support/renderer/fake-kiosk.ts';
import { mountKiosk, type MountedKiosk } from '../mount-kiosk.ts';

const VIEW: SetupView = {
  isNew: true,
  answers: { network: { way: 'direct', portalUrl: 'https://portal.example' } },
  done: [],
  checks: {},
  hasProxyPassword: false,
  authorities: someAuthorities,
  deviceTimeZone: 'Asia/Baku',
  now: Date.UTC(2026, 10, 26, 8),
  people: [],
  services: 1,
  leftOut: [],
  speech: false,
  changed: false,
};

/** A new kiosk whose core answers about the set-up when it is told to. */
const newKiosk = async () => {
  const fake = createFakeKiosk();
  const waiting: (() => void)[] = [];
  let slow = false;
  const kiosk = await mountKiosk({
    ...fake,
    call: async (method, input) => {
      if (method === 'kiosk.info') return ok({ ...fakeInfo, setup: 'open' });
      if (method !== 'setup.view') return fake.call(method, input);
      if (slow) await new Promise<void>((resolve) => waiting.push(resolve));
      return ok(VIEW);
    },
  });
  await vi.dynamicImportSettled();
  await flushPromises();
  return {
    kiosk,
    slowDown: () => (slow = true),
    answer: async () => {
      for (const resolve of waiting) resolve();
      await flushPromises();
    },
  };
};

let mounted: MountedKiosk | undefined;
afterEach(() => mounted?.unmount());

describe('a step of the set-up', () => {
  it('shows its fields once they are filled: nothing that is typed is lost to a slow answer', async () => {
    const { kiosk, slowDown, answer } = await newKiosk();
    mounted = kiosk;
    await vi.waitFor(() => expect(document.querySelector('.steps')).not.toBeNull());
    slowDown();
    document.querySelectorAll<HTMLElement>('.step')[3]?.click();
    await vi.dynamicImportSettled();
    await flushPromises();
    expect(document.querySelector('h1')).not.toBeNull();
    expect(document.querySelector('#setup-portalUrl')).toBeNull();
    await answer();
    expect(document.querySelector<HTMLInputElement>('#setup-portalUrl')?.value).toBe(
      'https://portal.example',
    );
  });

  it('opens the keyboard for codes where the code of a portal is typed', async () => {
    const { kiosk } = await newKiosk();
    mounted = kiosk;
    await kiosk.router.replace('/staff/setup/enrolment');
    await vi.waitFor(() => expect(document.querySelector('#setup-enrolmentCode')).not.toBeNull());
    document.querySelector<HTMLInputElement>('#setup-enrolmentCode')?.focus();
    await flushPromises();
    for (const sign of '23456789ABCDEFGHJKMNPQRTUVWXY')
      expect(document.querySelector(`[data-key="${sign}"]`)).not.toBeNull();
  });

  it('says how many authorities fit what is typed', async () => {
    const { kiosk } = await newKiosk();
    mounted = kiosk;
    await kiosk.router.replace('/staff/setup/place');
    await vi.waitFor(() => expect(document.querySelector('#setup-authorityId')).not.toBeNull());
    const said = () =>
      document
        .querySelector('#setup-authorityId')
        ?.closest('main')
        ?.querySelector('[role="status"]')?.textContent;
    expect(said()).toBe('');
    await kiosk.type('qu', '#setup-authorityId');
    expect(said()).toBe('Tapıldı: 3');
  });
});
