import { flushPromises } from '@vue/test-utils';
import type { Pinia } from 'pinia';
import { vi } from 'vitest';
import type { Router } from 'vue-router';
import { createBridgeTransport } from '../../../renderer/src/api/bridge-transport.ts';
import { createKioskApp } from '../../../renderer/src/create-kiosk-app.ts';
import { allWords } from '../../../renderer/src/i18n/all-words.ts';
import { createFakeKiosk, type FakeKiosk } from '../../support/renderer/fake-kiosk.ts';

/** The whole screen in a document, driven by what a person sees: names of buttons and of fields. */
export interface MountedKiosk {
  readonly fake: FakeKiosk;
  /** Of this kiosk: a page that was unmounted may still take the one that is in use everywhere. */
  readonly pinia: Pinia;
  readonly router: Router;
  tap(name: string): Promise<void>;
  type(text: string, selector?: string): Promise<void>;
  choose(label: string): Promise<void>;
  heading(): string;
  text(): string;
  unmount(): void;
}

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/gu, ' ').trim();

const findByName = (selector: string, name: string): HTMLElement => {
  const all = [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (element) => element.closest('[data-osk]') === null,
  );
  const found =
    all.find((element) => nameOf(element) === name) ??
    all.find((element) => nameOf(element).includes(name));
  if (found === undefined)
    throw new Error(`no "${name}" among: ${all.map((element) => nameOf(element)).join(' | ')}`);
  return found;
};

export const mountKiosk = async (fake: FakeKiosk = createFakeKiosk()): Promise<MountedKiosk> => {
  const place = document.createElement('div');
  document.body.append(place);
  const app = createKioskApp(createBridgeTransport(fake), () => Promise.resolve({ allWords }));
  app.mount(place);
  await flushPromises();
  return {
    fake,
    pinia: app.config.globalProperties.$pinia,
    router: app.config.globalProperties.$router,
    tap: async (name) => {
      findByName('button, a', name).click();
      await flushPromises();
      // Screens that not everybody needs are fetched when they are opened.
      await vi.dynamicImportSettled();
      await flushPromises();
    },
    type: async (text, selector = '#answer') => {
      const field = document.querySelector<HTMLInputElement>(selector);
      if (field === null) throw new Error(`no field ${selector}`);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await flushPromises();
    },
    choose: async (label) => {
      const input = findByName('label', label).querySelector('input');
      if (input === null) throw new Error(`no choice ${label}`);
      input.checked = input.type === 'checkbox' ? !input.checked : true;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await flushPromises();
    },
    heading: () => document.querySelector('h1')?.textContent.trim() ?? '',
    text: () => document.body.textContent.replace(/\s+/gu, ' '),
    unmount: () => {
      app.unmount();
      place.remove();
    },
  };
};

/** An event as from a hand: scripts cannot make one, tests may. */
export const touchScreen = (): void => {
  const event = new Event('pointerdown', { bubbles: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  window.dispatchEvent(event);
};

export const NAME = 'Məsmə-Xanım Qarayeva';
export const FIN = '5QA1B0C';
export const PHONE = '050 123 45 67';

/** From the first touch to the list of answers, in English. */
export const fillForm = async (kiosk: MountedKiosk): Promise<void> => {
  await kiosk.tap('Touch to start');
  await kiosk.tap('Apply for a service');
  await kiosk.tap("Permission to change a child's name");
  await kiosk.tap('Start the application');
  await kiosk.choose('Masalli district');
  await kiosk.tap('Continue');
  await kiosk.choose('We live apart');
  await kiosk.tap('Continue');
  await kiosk.type(NAME);
  await kiosk.tap('Continue');
  await kiosk.type(FIN);
  await kiosk.tap('Continue');
  await kiosk.type('9', '#answer');
  await kiosk.type('3', '#answer-month');
  await kiosk.type('2014', '#answer-year');
  await kiosk.tap('Continue');
  await kiosk.choose('Yes');
  await kiosk.tap('Continue');
  await kiosk.choose('Name');
  await kiosk.tap('Continue');
  await kiosk.type('Elvin');
  await kiosk.tap('Continue');
  await kiosk.type(PHONE);
  await kiosk.tap('Continue');
  await kiosk.tap('Continue');
};

export const sendForm = async (kiosk: MountedKiosk): Promise<void> => {
  await kiosk.choose('The answers are true');
  await kiosk.tap('Send the application');
};
