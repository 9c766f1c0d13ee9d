// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeKiosk, fakeCode, fakeReference } from '../../../support/renderer/fake-kiosk.ts';
import { useCallsStore } from '../../../../renderer/src/stores/calls.ts';
import { nameChangeService } from '../../../support/renderer/name-change-service.ts';
import {
  FIN,
  NAME,
  fillForm,
  mountKiosk,
  sendForm,
  touchScreen,
  type MountedKiosk,
} from '../mount-kiosk.ts';

let kiosk: MountedKiosk;
beforeEach(async () => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  kiosk = await mountKiosk();
});
afterEach(() => {
  kiosk.unmount();
  vi.useRealTimers();
});

const pass = async (seconds: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  await flushPromises();
};
const dialog = () => document.querySelector('dialog');
const methods = () => kiosk.fake.calls.map(({ method }) => method);

const openCase = async (): Promise<void> => {
  await kiosk.tap('Touch to start');
  await kiosk.tap('My case');
  await kiosk.type(fakeReference, '#reference');
  await kiosk.type(fakeCode, '#code');
  await kiosk.tap('Show my case');
};

const expectNothingLeft = (): void => {
  const page = document.documentElement.outerHTML;
  for (const canary of [NAME, FIN, 'M. X. Q.', fakeReference, fakeCode])
    expect(page).not.toContain(canary);
  expect(document.querySelectorAll('input, textarea')).toHaveLength(0);
  expect(localStorage).toHaveLength(0);
  expect(sessionStorage).toHaveLength(0);
  expect(document.documentElement.lang).toBe('az');
  expect(document.documentElement.dataset).toMatchObject({ scale: '1', theme: 'light' });
};

describe('the end of a session', () => {
  it('leaves nothing of the citizen after Finish, and shows the free kiosk after five seconds', async () => {
    await fillForm(kiosk);
    await kiosk.tap('Contrast');
    await kiosk.tap('Larger text');
    await sendForm(kiosk);
    await kiosk.tap('Finish and clear my data');
    expect(methods()).toContain('session.finish');
    expect(kiosk.heading()).toBe('Everything is cleared');
    expect(document.documentElement.lang).toBe('en');
    await pass(5);
    expectNothingLeft();
    expect(document.activeElement?.id).toBe('page-heading');
  });

  it('keeps an application that is taken up too late from the next citizen', async () => {
    kiosk.unmount();
    const { id, version } = nameChangeService;
    const restored = {
      applicationId: '01997b00-0000-7000-8000-00000000aaaa',
      serviceId: id,
      serviceVersion: version,
      answers: { authority: 'az-mas', bothParents: 'apart', parentName: NAME, parentFin: FIN },
    };
    kiosk = await mountKiosk(
      createFakeKiosk({ more: { 'drafts.restore': () => ({ ok: true, value: restored }) } }),
    );
    await kiosk.tap('Touch to start');
    await kiosk.tap('Apply for a service');
    await kiosk.tap('Go on with a saved application');
    await kiosk.type(fakeReference, '#slip-number');
    await kiosk.type(fakeCode, '#slip-code');
    const answer = kiosk.fake.hold('services.get');
    document.querySelector('form')?.dispatchEvent(new Event('submit'));
    await flushPromises();
    await kiosk.tap('Start over');
    await kiosk.tap('Finish and clear my data');
    await pass(5);
    await kiosk.tap('Touch to start');
    const home = kiosk.heading();

    answer();
    await pass(1);

    expect(kiosk.heading()).toBe(home);
    for (const canary of [NAME, FIN, 'You have begun an application'])
      expect(document.documentElement.outerHTML).not.toContain(canary);
  });

  it('says nothing to the next citizen of what the one before was refused too late', async () => {
    await kiosk.tap('Touch to start');
    await kiosk.tap('Help');
    const answer = kiosk.fake.hold('calls.raise');
    kiosk.fake.failNext('calls.raise', 'internal');
    await kiosk.tap('Call');
    await kiosk.tap('Start over');
    await kiosk.tap('Finish and clear my data');
    await pass(5);
    await kiosk.tap('Touch to start');
    answer();
    await pass(1);
    await kiosk.tap('Help');
    expect(useCallsStore(kiosk.pinia).error).toBeUndefined();
  });

  it('gives the next citizen an empty form', async () => {
    await fillForm(kiosk);
    await kiosk.tap('Start over');
    await kiosk.tap('Finish and clear my data');
    await pass(5);
    await kiosk.tap('Touch to start');
    expect(kiosk.text()).not.toContain('You have begun an application');
    await kiosk.tap('Apply for a service');
    await kiosk.tap("Permission to change a child's name");
    await kiosk.tap('Start the application');
    expect(kiosk.heading()).toBe('Which authority should get the application?');
    expect(document.querySelectorAll('input:checked')).toHaveLength(0);
    const started = methods().filter((method) => method === 'applications.start');
    expect(started).toHaveLength(2);
  });

  it('wipes at once when the core says that the session is over', async () => {
    await fillForm(kiosk);
    kiosk.fake.endVisit('idle');
    await flushPromises();
    expectNothingLeft();
  });

  it('wipes when a call is answered with session_over', async () => {
    await fillForm(kiosk);
    kiosk.fake.failNext('applications.submit', 'session_over');
    await sendForm(kiosk);
    expectNothingLeft();
  });

  it('does not show the receipt of someone who has left to the next', async () => {
    await fillForm(kiosk);
    await kiosk.choose('The answers are true');
    const release = kiosk.fake.hold();
    await kiosk.tap('Send the application');
    kiosk.fake.endVisit('idle');
    await flushPromises();
    release();
    await flushPromises();
    expectNothingLeft();
    await kiosk.tap('Touch to start');
    expect(kiosk.text()).not.toContain('Your application is saved');
  });

  it('gives the next citizen empty boxes for reference and code', async () => {
    await openCase();
    await kiosk.tap('Finish and clear my data');
    await pass(5);
    await kiosk.tap('Touch to start');
    await kiosk.tap('My case');
    const boxes = [...document.querySelectorAll<HTMLInputElement>('main input')];
    expect(boxes.map(({ value }) => value)).toEqual(['', '']);
  });

  it('does not show the case of someone who has left to the next', async () => {
    await kiosk.tap('Touch to start');
    await kiosk.tap('My case');
    await kiosk.type(fakeReference, '#reference');
    await kiosk.type(fakeCode, '#code');
    const release = kiosk.fake.hold();
    await kiosk.tap('Show my case');
    kiosk.fake.endVisit('idle');
    await flushPromises();
    release();
    await flushPromises();
    await kiosk.tap('Touch to start');
    kiosk.fake.emit({ type: 'case_changed', reference: fakeReference });
    await flushPromises();
    const asked = methods().filter((method) => method === 'cases.open');
    expect(asked).toHaveLength(1);
    expect(kiosk.text()).not.toContain('MAS-2026-000123');
  });

  it('goes on when the end of the one before is told late', async () => {
    await kiosk.tap('Touch to start');
    const first = kiosk.fake.visit();
    await kiosk.tap('Start over');
    await kiosk.tap('Finish and clear my data');
    await pass(5);
    await kiosk.tap('Touch to start');
    kiosk.fake.emit({ type: 'session_ended', reason: 'idle', visit: first });
    await flushPromises();
    expect(kiosk.heading()).toBe('What would you like to do?');
  });

  it('goes on when the core tells that our own beginning replaced a session', async () => {
    await kiosk.tap('Touch to start');
    kiosk.fake.endVisit('replaced');
    await flushPromises();
    expect(kiosk.heading()).toBe('What would you like to do?');
  });
});

describe('the idle warning', () => {
  beforeEach(async () => {
    await kiosk.tap('Touch to start');
  });

  it('comes after the time that the kiosk names, not before', async () => {
    await pass(59);
    expect(dialog()).toBeNull();
    await pass(1);
    expect(dialog()?.textContent).toContain('Are you still here?');
    expect(dialog()?.textContent).toContain('30 seconds left');
  });

  it('leaves the person where they were after Yes, ten times and more', async () => {
    await kiosk.tap('My case');
    await kiosk.type(fakeReference, '#reference');
    for (let time = 0; time < 12; time += 1) {
      await pass(61);
      await kiosk.tap('Yes, continue');
      expect(dialog()).toBeNull();
    }
    expect(document.querySelector<HTMLInputElement>('#reference')?.value).toBe(fakeReference);
  });

  it('wipes everything when nobody answers, and tells the core', async () => {
    await kiosk.tap('My case');
    await kiosk.type(fakeReference, '#reference');
    await pass(91);
    expectNothingLeft();
    expect(methods()).toContain('session.finish');
  });

  it('does not come while the screen is touched, and tells the core now and then', async () => {
    for (let second = 0; second < 120; second += 1) {
      touchScreen();
      await pass(1);
    }
    expect(dialog()).toBeNull();
    const told = methods().filter((method) => method === 'session.touch').length;
    expect(told).toBeGreaterThan(15);
    expect(told).toBeLessThan(30);
  });

  it('is not fooled by events that a script makes', async () => {
    for (let second = 0; second < 61; second += 1) {
      window.dispatchEvent(new Event('pointerdown'));
      await pass(1);
    }
    expect(dialog()).not.toBeNull();
  });

  it('says the countdown aloud every ten seconds, not every second', async () => {
    await pass(60);
    const live = () => dialog()?.querySelector('[aria-live]')?.textContent;
    expect(live()).toBe('30 seconds left');
    await pass(5);
    expect(live()).toBe('30 seconds left');
    await pass(5);
    expect(live()).toBe('20 seconds left');
  });

  it('clears on purpose from the warning', async () => {
    await pass(60);
    await kiosk.tap('Finish and clear my data');
    expect(kiosk.heading()).toBe('Everything is cleared');
  });
});

describe('the free kiosk', () => {
  it('takes enlarged text back when whoever did it has left without beginning', async () => {
    await kiosk.tap('Mətni böyüt');
    expect(document.documentElement.dataset['scale']).toBe('1.25');
    await pass(91);
    expect(document.documentElement.dataset['scale']).toBe('1');
    expect(dialog()).toBeNull();
  });

  it('begins one session of several taps', async () => {
    const release = kiosk.fake.hold();
    await kiosk.tap('Touch to start');
    await kiosk.tap('Touch to start');
    release();
    await flushPromises();
    expect(methods().filter((method) => method === 'session.begin')).toHaveLength(1);
    expect(kiosk.heading()).toBe('What would you like to do?');
  });
});

describe('a host that does not answer', () => {
  it('shows out of service in all languages and comes back by itself with what was typed', async () => {
    await kiosk.tap('Touch to start');
    await kiosk.tap('My case');
    await kiosk.type(fakeReference, '#reference');
    await kiosk.type(fakeCode, '#code');
    kiosk.fake.unreachable = true;
    await kiosk.tap('Show my case');
    for (const words of [
      'Köşk hazırda işləmir',
      'Киоск сейчас не работает',
      'not working just now',
    ])
      expect(kiosk.text()).toContain(words);
    expect(kiosk.text()).not.toContain(fakeReference);
    kiosk.fake.unreachable = false;
    await pass(4);
    expect(document.querySelector<HTMLInputElement>('#reference')?.value).toBe(fakeReference);
  });

  it('starts from the beginning when the session did not outlive the host', async () => {
    await kiosk.tap('Touch to start');
    await kiosk.tap('My case');
    await kiosk.type(fakeReference, '#reference');
    kiosk.fake.unreachable = true;
    await kiosk.type(fakeCode, '#code');
    await kiosk.tap('Show my case');
    await kiosk.fake.call('session.finish', {}).catch(() => undefined);
    kiosk.fake.unreachable = false;
    await kiosk.fake.call('session.finish', {});
    await pass(4);
    expectNothingLeft();
  });
});
