// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeCode, fakeReference } from '../../../support/renderer/fake-kiosk.ts';
import { mountKiosk, type MountedKiosk } from '../mount-kiosk.ts';

let kiosk: MountedKiosk;
beforeEach(async () => {
  kiosk = await mountKiosk();
  await kiosk.tap('Touch to start');
  await kiosk.tap('My case');
});
afterEach(() => kiosk.unmount());

const open = async (reference = fakeReference, code = fakeCode): Promise<void> => {
  await kiosk.type(reference, '#reference');
  await kiosk.type(code, '#code');
  await kiosk.tap('Show my case');
};
const opened = () => kiosk.fake.calls.filter(({ method }) => method === 'cases.open');

describe('my case', () => {
  it('shows the answer, who gave it, and the stations in words', async () => {
    await open();
    expect(kiosk.heading()).toBe("Permission to change a child's name or surname");
    for (const words of ['Answered', 'Sənədlərlə bizə gəlin.', 'Aygün Əliyeva', 'MAS-2026-000123'])
      expect(kiosk.text()).toContain(words);
    const stations = [...document.querySelectorAll('ol strong')].map(
      ({ textContent }) => textContent,
    );
    expect(stations).toEqual(['Saved on a kiosk', 'Registered', 'Being considered', 'Answered']);
  });

  it('gives the reason of a refusal and says how to complain', async () => {
    kiosk.fake.setCase({
      status: 'declined',
      decision: {
        kind: 'declined',
        text: '<b>Sənəd çatmır</b>',
        official: { name: 'A. Ə.', position: 'məsləhətçi' },
        at: 0,
      },
    });
    await open();
    expect(kiosk.text()).toContain('<b>Sənəd çatmır</b>');
    expect(document.querySelector('main b')).toBeNull();
    expect(kiosk.text()).toContain('you can complain');
  });

  it('warns of an answer that is late and says what one may do', async () => {
    kiosk.fake.setCase({
      status: 'considering',
      waitsFor: { who: 'authority', until: '2000-01-05' },
    });
    await open();
    const late = document.querySelector('.waits.late');
    expect(late?.textContent).toContain('The answer is late: it was due by 5 January 2000.');
    expect(late?.querySelector('.lucide-triangle-alert')).not.toBeNull();
    expect(kiosk.text()).toContain('Call 108, or complain under “Complaint, appeal, proposal”.');
    expect(kiosk.text()).not.toContain('You need not do anything');
  });

  it('names no day for an answer once a reception has its time', async () => {
    kiosk.fake.setCase({ status: 'scheduled', answerBy: '2026-12-17' });
    await open();
    expect(kiosk.text()).toContain('Time set');
    expect(kiosk.text()).not.toContain('17 December 2026');
  });

  it('says when it could not ask for news', async () => {
    kiosk.fake.setCase({ mayBeOld: true });
    await open();
    expect(kiosk.text()).toContain('There may be something new');
    expect(kiosk.text()).toContain('As of 26 November 2026, 12:00');
  });

  it('accepts small letters without dashes', async () => {
    await open(fakeReference.toLowerCase().replaceAll('-', ''), fakeCode.replaceAll('-', ' '));
    expect(opened()).toHaveLength(1);
  });

  it('finds a typing mistake without asking the core, and keeps what was typed', async () => {
    await open(`${fakeReference.slice(0, -1)}A`, '');
    expect(opened()).toHaveLength(0);
    expect(kiosk.text()).toContain('One sign of the reference is not right');
    expect(kiosk.text()).toContain('Type the code');
    expect(document.title).toMatch(/^Error: /u);
  });

  it('does not tell whether a reference exists', async () => {
    kiosk.fake.failNext('cases.open', 'not_found');
    await open();
    expect(kiosk.text()).toContain('We did not find a case with this reference and code');
    expect(kiosk.heading()).toBe('Open my case');
  });

  it('says how long to wait after too many tries', async () => {
    kiosk.fake.failNext('cases.open', 'too_many', { retryAfterMs: 12_300 });
    await open();
    expect(kiosk.text()).toContain('try again in 13 seconds');
  });

  it('says without network whom to call', async () => {
    kiosk.fake.failNext('cases.open', 'offline');
    await open();
    expect(kiosk.text()).toContain('Try later or call 108');
  });

  it('asks again when the core tells of news for the open case only', async () => {
    await open();
    kiosk.fake.emit({ type: 'case_changed', reference: 'B7K-42F-9CA' });
    await flushPromises();
    expect(opened()).toHaveLength(1);
    kiosk.fake.setCase({ registrationNumber: 'MAS-2026-000999' });
    kiosk.fake.emit({ type: 'case_changed', reference: fakeReference });
    await flushPromises();
    expect(kiosk.text()).toContain('MAS-2026-000999');
  });
});
