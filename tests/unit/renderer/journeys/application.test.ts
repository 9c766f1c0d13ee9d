// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeCode, fakeReference } from '../../../support/renderer/fake-kiosk.ts';
import { FIN, NAME, fillForm, mountKiosk, sendForm, type MountedKiosk } from '../mount-kiosk.ts';

let kiosk: MountedKiosk;
beforeEach(async () => {
  kiosk = await mountKiosk();
});
afterEach(() => kiosk.unmount());

const submissions = () => kiosk.fake.calls.filter(({ method }) => method === 'applications.submit');
const field = (selector = '#answer') => document.querySelector<HTMLInputElement>(selector);

/** As far as the question about the FIN. */
const toFin = async (): Promise<void> => {
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
};

describe('an application from the first touch to the receipt', () => {
  it('sends the answers in their read form, with the language of the screen', async () => {
    await fillForm(kiosk);
    await sendForm(kiosk);
    expect(submissions()[0]?.input).toMatchObject({
      serviceVersion: 1,
      language: 'en',
      confirmed: true,
      answers: {
        authority: 'az-mas',
        bothParents: 'apart',
        parentName: NAME,
        parentFin: FIN,
        childBirthDate: '2014-03-09',
        childConsents: 'yes',
        changes: ['name'],
        phone: '+994501234567',
      },
    });
  });

  it('shows reference, code, QR code, and that it is saved but not sent', async () => {
    await fillForm(kiosk);
    await sendForm(kiosk);
    expect(kiosk.heading()).toBe('Your application is saved');
    expect(kiosk.text()).toContain(fakeReference);
    expect(kiosk.text()).toContain(fakeCode);
    expect(kiosk.text()).toContain('Saved on this kiosk, not yet sent');
    expect(kiosk.text()).toContain('15 working days, counted from registration');
    expect(kiosk.text()).toContain('by 14 December 2026');
    await vi.waitFor(() => expect(document.querySelector('svg[role="img"] path')).not.toBeNull());
  });

  it('says received only when the core tells of a registration', async () => {
    await fillForm(kiosk);
    await sendForm(kiosk);
    const { applicationId } = submissions()[0]!.input as { applicationId: string };
    expect(kiosk.text()).not.toContain('Received by the authority');
    kiosk.fake.emit({
      type: 'delivery_changed',
      applicationId,
      delivery: {
        state: 'received',
        registrationNumber: 'MAS-2026-000123',
        answerBy: '2026-12-15',
      },
    });
    await flushPromises();
    expect(kiosk.text()).toContain('Received by the authority');
    expect(kiosk.text()).toContain('MAS-2026-000123');
    expect(kiosk.text()).toContain('You get an answer by 15 December 2026');
    expect(kiosk.heading()).toBe('Your application has been received');
  });

  it('stays where the person reads when the news comes', async () => {
    await fillForm(kiosk);
    await sendForm(kiosk);
    const { applicationId } = submissions()[0]!.input as { applicationId: string };
    const print = [...document.querySelectorAll('button')].find((one) =>
      one.textContent.includes('Print'),
    );
    print?.focus();
    const scroller = document.querySelector('.page-scroll');
    if (scroller) scroller.scrollTop = 120;
    kiosk.fake.emit({ type: 'delivery_changed', applicationId, delivery: { state: 'received' } });
    await flushPromises();
    expect(document.activeElement).toBe(print);
    expect(scroller?.scrollTop).toBe(120);
  });

  it('shows what to keep before everything else, and the registration number last', async () => {
    await fillForm(kiosk);
    kiosk.fake.setDelivery({ state: 'received', registrationNumber: 'MAS-2026-000124' });
    await sendForm(kiosk);
    await flushPromises();
    const text = kiosk.text();
    const places = [fakeReference, fakeCode, 'Received by the authority', 'MAS-2026-000124'].map(
      (words) => text.indexOf(words),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('counts questions only as far as answers cannot add any', async () => {
    await toFin();
    expect(kiosk.text()).toContain('Question 4');
    expect(kiosk.text()).not.toContain('Question 4 of');
    await kiosk.type(FIN);
    await kiosk.tap('Continue');
    await kiosk.type('9', '#answer');
    await kiosk.type('3', '#answer-month');
    await kiosk.type('2020', '#answer-year');
    await kiosk.tap('Continue');
    expect(kiosk.text()).toContain('Question 6 of 9');
  });

  it('covers who somebody is on the list of answers, not what was told in sentences', async () => {
    await fillForm(kiosk);
    document.getElementById('change-reason')?.click();
    await flushPromises();
    await kiosk.type('The name of the grandfather');
    await kiosk.tap('Continue');
    expect(kiosk.heading()).toBe('Check your answers, then send');
    expect(kiosk.text()).toContain('The name of the grandfather');
    expect(kiosk.text()).not.toContain(FIN);
    await kiosk.tap('Show my answers');
    expect(kiosk.text()).toContain(FIN);
  });

  it('says received also when the portal was quicker than the answer with the receipt', async () => {
    await fillForm(kiosk);
    kiosk.fake.setDelivery({ state: 'received', registrationNumber: 'MAS-2026-000124' });
    await sendForm(kiosk);
    await flushPromises();
    expect(kiosk.text()).toContain('Received by the authority');
    expect(kiosk.text()).toContain('MAS-2026-000124');
  });

  it('does not go back to an older answer when news came while it was asked for', async () => {
    const { fake } = kiosk;
    const call = fake.call.bind(fake);
    const delivery = { state: 'received', registrationNumber: 'MAS-2026-000125' } as const;
    fake.call = async (method, input) => {
      const answer = await call(method, input);
      if (method === 'applications.delivery') {
        const { applicationId } = input as { applicationId: string };
        fake.emit({ type: 'delivery_changed', applicationId, delivery });
      }
      return answer;
    };
    await fillForm(kiosk);
    await sendForm(kiosk);
    await flushPromises();
    expect(kiosk.text()).toContain('MAS-2026-000125');
  });

  it('ignores the delivery of an application of somebody else', async () => {
    await fillForm(kiosk);
    await sendForm(kiosk);
    kiosk.fake.emit({
      type: 'delivery_changed',
      applicationId: '01997b00-0000-7000-8000-999999999999',
      delivery: { state: 'received', registrationNumber: 'QBA-2026-000001' },
    });
    await flushPromises();
    expect(kiosk.text()).not.toContain('QBA-2026-000001');
  });

  it('makes one submission of five taps', async () => {
    await fillForm(kiosk);
    await kiosk.choose('The answers are true');
    const release = kiosk.fake.hold();
    for (let tap = 0; tap < 5; tap += 1) await kiosk.tap('Sav').catch(() => kiosk.tap('Send the'));
    release();
    await flushPromises();
    expect(submissions()).toHaveLength(1);
    expect(kiosk.heading()).toBe('Your application is saved');
  });

  it('does not send before the person has confirmed', async () => {
    await fillForm(kiosk);
    await kiosk.tap('Send the application');
    expect(submissions()).toHaveLength(0);
    expect(document.title).toMatch(/^Error: /u);
    expect(kiosk.text()).toContain('Confirm that the answers are true');
  });

  it('keeps every answer when sending fails, and sends with the same id at the next try', async () => {
    await fillForm(kiosk);
    kiosk.fake.failNext('applications.submit', 'storage_failed');
    await sendForm(kiosk);
    expect(kiosk.text()).toContain('The application was not saved');
    expect(kiosk.text()).toContain('Not sent yet');
    await kiosk.tap('Send the application');
    expect(kiosk.heading()).toBe('Your application is saved');
    const ids = submissions().map(
      ({ input }) => (input as { applicationId: string }).applicationId,
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('forgets what was typed as soon as it is saved', async () => {
    await fillForm(kiosk);
    await sendForm(kiosk);
    await kiosk.tap('Do something else');
    await kiosk.tap('Apply for a service');
    await kiosk.tap("Permission to change a child's name");
    await kiosk.tap('Start the application');
    expect(kiosk.heading()).toBe('Which authority should get the application?');
    expect(document.querySelectorAll('input:checked')).toHaveLength(0);
  });
});

describe('a question', () => {
  it('judges an answer on Continue only, keeps it, and leads from the summary to the field', async () => {
    await toFin();
    await kiosk.type('12');
    expect(kiosk.text()).not.toContain('A FIN has 7 signs');
    await kiosk.tap('Continue');
    expect(document.title).toMatch(/^Error: Your FIN code/u);
    expect(document.activeElement?.textContent).toContain('A FIN has 7 signs');
    expect(field()?.value).toBe('12');
    expect(field()?.getAttribute('aria-invalid')).toBe('true');
    await kiosk.tap('A FIN has 7 signs');
    expect(document.activeElement).toBe(field());
  });

  it('takes the focus to the summary again when the second try fails too', async () => {
    await toFin();
    await kiosk.tap('Continue');
    field()?.focus();
    await kiosk.tap('Continue');
    expect(document.activeElement?.getAttribute('aria-labelledby')).toBe('summary-heading');
  });

  it('offers 0 for the letter O as one tap, and does not take it unasked', async () => {
    await toFin();
    await kiosk.type('5qa1boc');
    await kiosk.tap('Continue');
    expect(kiosk.heading()).toBe('Your FIN code');
    await kiosk.tap('Write it as 5QA1B0C');
    expect(field()?.value).toBe('5QA1B0C');
    await kiosk.tap('Continue');
    expect(kiosk.heading()).toBe('When was the child born?');
  });

  it('keeps what is typed and the place when language, size and colours change', async () => {
    await toFin();
    await kiosk.type('5QA1');
    await kiosk.tap('Русский');
    await kiosk.tap('Увеличить текст');
    await kiosk.tap('Контраст');
    expect(kiosk.heading()).toBe('Ваш ФИН');
    expect(field()?.value).toBe('5QA1');
    expect(document.documentElement.lang).toBe('ru');
    expect(document.documentElement.dataset).toMatchObject({ scale: '1.25', theme: 'contrast' });
  });

  it('keeps a half-typed answer over help, Back and forth', async () => {
    await toFin();
    await kiosk.type('5QA1');
    await kiosk.tap('Help 108');
    await kiosk.tap('Go back');
    expect(field()?.value).toBe('5QA1');
    await kiosk.tap('Back');
    expect(field()?.value).toBe(NAME);
    await kiosk.tap('Continue');
    expect(field()?.value).toBe('5QA1');
  });

  it('shows hostile text as text', async () => {
    await toFin();
    await kiosk.type('<img src=x onerror=alert(1)>');
    await kiosk.tap('Continue');
    expect(document.querySelector('img')).toBeNull();
    expect(kiosk.heading()).toBe('Your FIN code');
  });

  it('holds no more of a pasted flood than the core would read', async () => {
    await toFin();
    await kiosk.type('A'.repeat(5_000_000));
    expect(field()?.value).toHaveLength(4000);
    await kiosk.tap('Continue');
    expect(kiosk.text()).toContain('A FIN has 7 signs');
  });

  it('ends the form with the reason where an answer stops it, and lets it be changed', async () => {
    await kiosk.tap('Touch to start');
    await kiosk.tap('Apply for a service');
    await kiosk.tap("Permission to change a child's name");
    await kiosk.tap('Start the application');
    await kiosk.choose('Masalli district');
    await kiosk.tap('Continue');
    await kiosk.choose('No');
    await kiosk.tap('Continue');
    expect(kiosk.heading()).toBe('This application needs the consent of both');
    expect(kiosk.text()).toContain('a court decides');
    await kiosk.tap('Change the answer');
    expect(kiosk.heading()).toBe('Do both parents agree?');
  });
});

describe('the list of answers', () => {
  it('covers personal answers until they are asked for, and says what was left out', async () => {
    await fillForm(kiosk);
    expect(kiosk.text()).not.toContain(NAME);
    expect(kiosk.text()).not.toContain(FIN);
    expect(kiosk.text()).toContain('M. X. Q.');
    expect(kiosk.text()).toContain('Not provided');
    await kiosk.tap('Show');
    expect(kiosk.text()).toContain(NAME);
    expect(kiosk.text()).toContain('9 March 2014');
  });

  it('returns to the list after a change', async () => {
    await fillForm(kiosk);
    await kiosk.tap('Change : New name');
    expect(field()?.value).toBe('Elvin');
    await kiosk.type('Kamran');
    await kiosk.tap('Continue');
    expect(kiosk.heading()).toBe('Check your answers, then send');
    expect(kiosk.text()).toContain('Kamran');
  });

  it('asks first what a changed answer has made a question', async () => {
    await fillForm(kiosk);
    await kiosk.tap('Change : Child');
    await kiosk.type('2020', '#answer-year');
    await kiosk.tap('Continue');
    expect(kiosk.heading()).toBe('Check your answers, then send');
    expect(kiosk.text()).not.toContain('Child agrees');
    await kiosk.tap('Send the application');
    expect(kiosk.text()).toContain('Confirm that the answers are true');
  });
});
