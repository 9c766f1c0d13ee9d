import { afterEach, describe, expect, it } from 'vitest';
import { toTimeAnswer } from '../../contract/domain/reception.ts';
import type { MethodResult } from '../../contract/kiosk-api.ts';
import type { OfferedTime } from '../../contract/receptions.ts';
import type { CaseView, Receipt } from '../../contract/views.ts';
import { signIn } from '../support/portal/desk-client.ts';
import { beginAt, startRealKiosk, type RealScreen } from '../support/portal/real-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

const WAIT = { timeout: 20_000, interval: 100 };
const OFFICIAL = 'az-mas-economy';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}, 60_000);

const isOnline = ({ ask }: RealScreen) => ask('kiosk.status', {}).then(({ online }) => online);

const startKiosk = async (portal: TestPortal): Promise<RealScreen> => {
  const kiosk = await startRealKiosk({ portal });
  cleanUps.push(kiosk.dispose);
  return beginAt(kiosk);
};

const offered = async ({ ask }: RealScreen): Promise<readonly OfferedTime[]> => {
  const times = await ask('receptions.times', { officialId: OFFICIAL });
  return times.days.flatMap((day) => day.times);
};
const firmOf = async (kiosk: RealScreen): Promise<readonly OfferedTime[]> =>
  (await offered(kiosk)).filter(({ firm }) => firm);

/** Asks for the times, the wanted one first; what the core answers. */
const book = async (
  { ask, call }: RealScreen,
  times: readonly Pick<OfferedTime, 'firm' | 'slotId'>[],
  whom = { official: OFFICIAL, topic: 'roads' },
): Promise<MethodResult<'applications.submit'>> => {
  const draft = await ask('applications.start', { serviceId: 'reception' });
  return (await call('applications.submit', {
    applicationId: draft.applicationId,
    serviceVersion: draft.serviceVersion,
    answers: {
      authority: 'az-mas',
      ...whom,
      times: times.map(toTimeAnswer),
      matter: 'Kənd yolu barədə',
      applicantName: 'Sevinc Məmmədova',
      applicantFin: '4HF92MQ',
    },
    confirmed: true,
  })) as MethodResult<'applications.submit'>;
};
const receiptOf = (result: MethodResult<'applications.submit'>): Receipt => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const openCase = ({ ask }: RealScreen, { reference, code }: Receipt): Promise<CaseView> =>
  ask('cases.open', { reference, code });

describe('a reception', () => {
  it('is certain without a network on a leased time, once, and scheduled when the network is back', async () => {
    const portal = await startTestPortal();
    cleanUps.push(() => portal.dispose());
    const [one, other] = [await startKiosk(portal), await startKiosk(portal)];
    await expect.poll(async () => (await firmOf(one)).length, WAIT).toBeGreaterThan(0);
    await expect.poll(async () => (await firmOf(other)).length, WAIT).toBeGreaterThan(0);

    const port = Number(new URL(portal.url).port);
    await portal.close();
    await expect.poll(() => isOnline(one), WAIT).toBe(false);
    const [mine, theirs] = [await firmOf(one), await firmOf(other)];
    const shared = mine.filter(({ slotId }) => theirs.some((time) => time.slotId === slotId));
    expect(shared).toEqual([]);

    // Two people at one screen want the same time at the same moment: one is told that it is gone.
    const wanted = mine.slice(0, 1);
    const answers = await Promise.all([book(one, wanted), book(one, wanted)]);
    const receipts = answers.filter((answer) => answer.ok).map(receiptOf);
    expect(receipts).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      error: { code: 'answers_incomplete', fields: [{ field: 'times', rule: 'time_gone' }] },
    });
    expect(receipts[0]?.reception).toMatchObject({
      certain: true,
      times: [{ slotId: wanted[0]?.slotId, person: { name: 'Rəşad Quliyev (nümunə)' } }],
    });
    // The page of the case says so before the portal has heard of it.
    const atOnce = await openCase(one, receipts[0]!);
    expect(atOnce).toMatchObject({
      status: 'saved',
      reception: { appointment: { slotId: wanted[0]?.slotId }, asked: { certain: true } },
    });

    const again = await startTestPortal({ dataFolder: portal.dataFolder, port });
    cleanUps.push(() => again.close());
    await expect
      .poll(() => openCase(one, receipts[0]!).then(({ status }) => status), WAIT)
      .toBe('scheduled');
    const desk = await signIn(again.url, again.desk.masalli);
    const calendar = await desk.call('openCase', {
      params: { caseId: receipts[0]!.applicationId },
    });
    expect(calendar).toMatchObject({ attention: [], status: 'scheduled' });
    expect(calendar.answers.find(({ field }) => field === 'times')?.value).toMatchObject({
      type: 'labels',
    });

    // Confirmed at the kiosk, moved at the desk, and the kiosk shows the new time with the reason.
    const reference = receipts[0]!.reference;
    await one.ask('cases.send', {
      reference,
      act: 'confirm-time',
      text: '',
      slotId: wanted[0]!.slotId,
    });
    const confirmed = async (): Promise<boolean | undefined> =>
      (await openCase(one, receipts[0]!)).reception?.confirmed;
    await expect.poll(confirmed, WAIT).toBe(true);
    const { times } = await desk.call('freeTimes', {
      params: { caseId: receipts[0]!.applicationId },
    });
    await desk.call('scheduleCase', {
      params: { caseId: receipts[0]!.applicationId },
      body: { rev: 3, slotId: times[0]!.slotId, text: 'Müşavirə ilə bağlı' },
    });
    const moved = await openCase(one, receipts[0]!);
    expect(moved.reception).toMatchObject({
      appointment: { slotId: times[0]!.slotId },
      confirmed: false,
    });
    expect(moved.timeline.at(-1)).toMatchObject({ text: 'Müşavirə ilə bağlı' });
    expect(moved.acts).toEqual(['confirm-time', 'ask-time', 'reply', 'add-document', 'withdraw']);
  }, 60_000);

  it('is asked for on other times, never called certain, and needs times that are offered', async () => {
    const portal = await startTestPortal();
    cleanUps.push(() => portal.dispose());
    const kiosk = await startKiosk(portal);
    await expect.poll(async () => (await firmOf(kiosk)).length, WAIT).toBeGreaterThan(0);
    const open = (await offered(kiosk)).filter(({ firm }) => !firm).slice(0, 2);
    const receipt = receiptOf(await book(kiosk, open));
    expect(receipt.reception).toMatchObject({ certain: false });
    expect(receipt.reception?.times.map(({ slotId }) => slotId)).toEqual(
      open.map(({ slotId }) => slotId),
    );
    await expect
      .poll(() => openCase(kiosk, receipt).then(({ status }) => status), WAIT)
      .toBe('registered');

    const gone = { error: { fields: [{ field: 'times', rule: 'time_gone' }] } };
    // On New Year, in the past, and one that only claims to be certain.
    for (const time of [
      { firm: false, slotId: `${OFFICIAL}_20270101T1500` },
      { firm: false, slotId: `${OFFICIAL}_20200107T1000` },
      { firm: true, slotId: open[1]!.slotId },
    ])
      expect(await book(kiosk, [time])).toMatchObject(gone);
    // The head receives nobody whose card was not seen.
    const head = { official: 'az-mas-head', topic: 'land' };
    const unseen = await book(kiosk, [{ firm: false, slotId: 'az-mas-head_20261203T1000' }], head);
    expect(unseen).toMatchObject({ error: { code: 'identity_needed' } });
  }, 60_000);
});
