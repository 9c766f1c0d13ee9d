import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../contract/views.ts';
import { signIn, type DeskClient } from '../support/portal/desk-client.ts';
import { applyAt, untilCase } from '../support/portal/real-kiosk-cases.ts';
import {
  beginAt,
  startRealKiosk,
  type RealKiosk,
  type RealScreen,
} from '../support/portal/real-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';
import { createPhone, signInOnPhone } from '../support/sign-in/phone.ts';
import { CLIENT_ID, startStandIn, type StandIn } from '../support/sign-in/stand-in.ts';

const WAIT = { timeout: 20_000, interval: 100 };

let standIn: StandIn;
let portal: TestPortal;
let official: DeskClient;
beforeAll(async () => {
  standIn = await startStandIn();
  const signInAt = { issuer: standIn.issuer, clients: [CLIENT_ID], finClaim: 'fin' };
  portal = await startTestPortal({ signIn: signInAt });
  official = await signIn(portal.url, portal.desk.masalli);
}, 60_000);
afterAll(async () => {
  await portal.dispose();
  await standIn.close();
});

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

type Kiosk = RealScreen & Pick<RealKiosk, 'core'>;

/** A real kiosk with a session, known to the portal. */
const startKiosk = async (name: string): Promise<Kiosk> => {
  const kiosk = await startRealKiosk({ portal, name, config: { identity: standIn.identity } });
  cleanUps.push(kiosk.dispose);
  return { ...(await beginAt(kiosk)), core: kiosk.core };
};

const signInAs = async ({ ask }: Kiosk, person: string): Promise<void> => {
  const started = await ask('identity.signIn', {});
  await signInOnPhone(createPhone(), started.signIn?.qr ?? '', person);
  await expect
    .poll(async () => (await ask('identity.view', {})).signIn?.state, WAIT)
    .toBe('to_confirm');
  await ask('identity.confirm', { mine: true });
};

const apply = async (kiosk: Kiosk): Promise<Receipt> => {
  const receipt = await applyAt(kiosk);
  const { applicationId } = receipt;
  await expect
    .poll(async () => (await kiosk.ask('applications.delivery', { applicationId })).state, WAIT)
    .toBe('received');
  return receipt;
};

describe('a person who signs in', () => {
  it('sees all own cases at any kiosk, with what is new since the last visit', async () => {
    const there = await startKiosk('Quba köşkü');
    await signInAs(there, 'sevinc');
    const { applicationId, reference } = await apply(there);
    expect((await there.ask('cases.listOwn', {})).cases).toMatchObject([
      { reference, isNew: false },
    ]);

    await official.call('considerCase', { params: { caseId: applicationId }, body: { rev: 1 } });
    const here = await startKiosk('Masallı köşkü');
    await signInAs(here, 'sevinc');
    const own = await here.ask('cases.listOwn', {});

    expect(own.since).toBeTypeOf('number');
    expect(own.cases).toMatchObject([
      { reference, status: 'considering', isNew: true, waitsFor: { who: 'authority' } },
    ]);
    const view = await here.ask('cases.openAgain', { reference });
    expect(view.details?.answers).toMatchObject({ childName: 'Kənan Quliyev' });
    expect(view.acts).toEqual(['reply', 'add-document', 'withdraw']);

    // Answered while the person stands there: still news of this visit, with what may come next.
    expect(own.follows).toEqual([]);
    const answer = { rev: 2, text: 'Təmin edilir' };
    await official.call('answerCase', { params: { caseId: applicationId }, body: answer });
    const later = await here.ask('cases.listOwn', {});
    expect(later.since).toBe(own.since);
    expect(later.cases).toMatchObject([{ reference, status: 'answered', isNew: true }]);
    expect(later.follows.map(({ id }) => id)).toEqual(['family-certificate']);
  }, 60_000);

  it('sees nothing of anybody else, and nobody sees a case that was sent without a sign-in', async () => {
    const kiosk = await startKiosk('Köşk');
    const { reference } = await apply(kiosk);
    await signInAs(kiosk, 'lale');

    const { cases } = await kiosk.ask('cases.listOwn', {});

    expect(cases.map((one) => one.reference)).not.toContain(reference);
    expect(cases).toEqual([]);
  }, 60_000);

  it('is not believed on the word of a kiosk: somebody who has not signed in is shown no list', async () => {
    const { core, session } = await startKiosk('Köşk');
    expect(await core.call(session, 'cases.listOwn', {})).toMatchObject({
      error: { code: 'identity_needed' },
    });
  }, 60_000);
});

describe('writing in a case', () => {
  it('brings the citizen’s words to the desk and the answer back, and tells who has looked', async () => {
    const kiosk = await startKiosk('Masallı köşkü');
    const { applicationId: caseId, reference, code } = await apply(kiosk);
    await kiosk.ask('cases.open', { reference, code });
    await official.call('askCitizen', {
      params: { caseId },
      body: { rev: 1, text: 'Şəhadətnamənin surətini göndərin', days: 10 },
    });
    const asked = await untilCase(kiosk, reference, ({ waitsFor }) => waitsFor?.who === 'citizen');
    expect(asked.messages).toMatchObject([{ act: 'ask-info', fromCitizen: false }]);
    expect(asked.timeline.at(-1)).toMatchObject({ status: 'info_asked', until: asked.answerBy });

    const saved = await kiosk.ask('cases.send', { reference, act: 'reply', text: 'Buyurun.' });
    expect(saved.messages.at(-1)).toMatchObject({ text: 'Buyurun.', fromCitizen: true });
    const sent = await untilCase(
      kiosk,
      reference,
      ({ messages }) => messages.at(-1)?.delivery === 'received',
    );
    expect(sent.waitsFor).toMatchObject({ who: 'authority' });

    const detail = await official.call('openCase', { params: { caseId } });
    expect(detail).toMatchObject({ unanswered: 1, waitsForCitizen: false });
    expect(detail.messages.map(({ text: words }) => words)).toEqual([
      'Şəhadətnamənin surətini göndərin',
      'Buyurun.',
    ]);
    const seen = await untilCase(kiosk, reference, ({ details }) =>
      (details?.openings ?? []).some(({ by }) => by === 'official'),
    );
    expect(seen.details?.openings).toContainEqual(
      expect.objectContaining({ by: 'kiosk', place: 'Masallı köşkü' }),
    );
  }, 60_000);

  it('withdraws for good: a decision that comes after it is refused', async () => {
    const kiosk = await startKiosk('Köşk');
    const { applicationId: caseId, reference, code } = await apply(kiosk);
    await kiosk.ask('cases.open', { reference, code });
    await kiosk.ask('cases.send', { reference, act: 'withdraw', text: '' });
    const view = await untilCase(kiosk, reference, ({ status }) => status === 'withdrawn');
    expect(view.acts).toEqual([]);

    const late = await official.send('answerCase', {
      params: { caseId },
      body: { rev: 1, text: 'Təmin edilir' },
    });
    expect(late).toMatchObject({ status: 409, json: { current: { status: 'withdrawn' } } });
  }, 60_000);

  it('a withdrawal that comes after the decision changes nothing, and says so', async () => {
    const kiosk = await startKiosk('Köşk');
    const { applicationId: caseId, reference, code } = await apply(kiosk);
    await kiosk.ask('cases.open', { reference, code });
    const [sent] = await Promise.all([
      kiosk.core.call(kiosk.session, 'cases.send', { reference, act: 'withdraw', text: '' }),
      official.send('answerCase', { params: { caseId }, body: { rev: 1, text: 'Təmin edilir' } }),
    ]);
    expect(sent.ok || sent.error.code === 'case_closed').toBe(true);
    const view = await untilCase(
      kiosk,
      reference,
      ({ status }) => status === 'withdrawn' || status === 'answered',
    );
    expect(view.decision === undefined).toBe(view.status === 'withdrawn');
  }, 60_000);

  it('goes on at another authority under the same reference', async () => {
    const kiosk = await startKiosk('Köşk');
    const { applicationId: caseId, reference, code } = await apply(kiosk);
    await official.call('forwardCase', {
      params: { caseId },
      body: { rev: 1, text: 'Səlahiyyətimizdə deyil', authorityId: 'az-qba' },
    });
    const view = await kiosk.ask('cases.open', { reference, code });
    expect(view).toMatchObject({ authorityId: 'az-qba', status: 'forwarded' });
    expect(view.registrationNumber).toMatch(/^QBA-/);
    expect(view.timeline.at(-1)).toMatchObject({
      status: 'forwarded',
      text: 'Səlahiyyətimizdə deyil',
    });
    expect((await official.send('openCase', { params: { caseId } })).status).toBe(404);
    const quba = await signIn(portal.url, portal.desk.quba);
    expect(await quba.call('openCase', { params: { caseId } })).toMatchObject({ reference });
  }, 60_000);
});
