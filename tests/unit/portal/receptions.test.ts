import { afterAll, beforeAll, expect, it } from 'vitest';
import { bakuDay } from '../../../contract/domain/baku-time.ts';
import { readSlotId } from '../../../contract/domain/reception.ts';
import { isWorkingDay } from '../../../contract/domain/working-days.ts';
import type { Lease } from '../../../contract/receptions.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import {
  createMovableClock,
  startTestPortal,
  type MovableClock,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';
import {
  OFFICIAL,
  pullLeases,
  receptionContent,
  sendReception,
  sendWord,
  stateOf,
} from '../../support/receptions/reception-kiosk.ts';

const MONDAY = Date.parse('2026-11-23T08:00:00Z');
const MINUTE = 60_000;

const ofOfficial = (leases: readonly Lease[] | undefined): readonly Lease[] =>
  (leases ?? []).filter(({ slot }) => readSlotId(slot.slotId).officialId === OFFICIAL);

describeOnEachEngine('receptions at the portal', (engine) => {
  let clock: MovableClock;
  let portal: TestPortal;
  let official: DeskClient;
  const newKiosk = async (): Promise<KioskDouble> =>
    enrolKiosk(portal, await portal.newEnrolmentCode());
  const firstLease = async (kiosk: KioskDouble): Promise<Lease> => {
    const [lease] = ofOfficial(await pullLeases(kiosk, []));
    if (lease === undefined) throw new Error('nothing was leased');
    return lease;
  };
  const freeTimes = async (caseId: string) =>
    (await official.call('freeTimes', { params: { caseId } })).times.filter(
      ({ officialId }) => officialId === OFFICIAL,
    );
  /** Days later the official has to sign in again. */
  const moveTo = async (moment: number): Promise<void> => {
    clock.set(moment);
    official = await signIn(portal.url, portal.desk.masalli);
  };
  const detailOf = (caseId: string) => official.call('openCase', { params: { caseId } });

  beforeAll(async () => {
    clock = createMovableClock(MONDAY);
    portal = await startTestPortal({
      databaseUrl: await engine.newDatabase(),
      ports: { clock },
    });
    official = await signIn(portal.url, portal.desk.masalli);
  }, 60_000);
  afterAll(() => portal.dispose());

  it('leases each time to one kiosk alone, however many ask at the same moment', async () => {
    // The rows are there: what follows is a race for them.
    await pullLeases(await newKiosk(), []);
    const kiosks = await Promise.all(Array.from({ length: 5 }, newKiosk));
    const leases = await Promise.all(kiosks.map((kiosk) => pullLeases(kiosk, [])));
    const slots = leases.flatMap((one) => (one ?? []).map(({ slot }) => slot.slotId));
    expect(slots.length).toBeGreaterThan(10);
    expect(new Set(slots).size).toBe(slots.length);
    const { calendar } = portal.portal.context.content;
    const days = slots.map((slotId) => readSlotId(slotId).date);
    expect(days.filter((day) => !isWorkingDay(calendar, day))).toEqual([]);

    // Each promises a time of its own, and all of it arrives at the same moment.
    const promises = kiosks.map(async (kiosk, index) => {
      for (const { slot, leaseId } of ofOfficial(leases[index]).slice(0, 1)) {
        const content = receptionContent([slot.slotId], { leaseId });
        expect(await sendReception(kiosk, content)).toMatchObject({ status: 'accepted' });
        expect(await stateOf(kiosk, content)).toMatchObject({
          status: 'scheduled',
          reception: {
            appointment: { slotId: slot.slotId, person: { name: expect.any(String) as string } },
          },
        });
      }
    });
    await Promise.all(promises);
  });

  it('gives an ended lease to another only after the kiosk has stopped naming it', async () => {
    const [one, other] = [await newKiosk(), await newKiosk()];
    const lease = await firstLease(one);
    await moveTo(lease.until + MINUTE);
    // Its clock is slow, or it has promised the time to somebody: it still names the lease.
    await pullLeases(one, [lease.leaseId]);
    const given = async (): Promise<string[]> =>
      ((await pullLeases(other, [])) ?? []).map(({ slot }) => slot.slotId);
    expect(await given()).not.toContain(lease.slot.slotId);
    const late = receptionContent([lease.slot.slotId], { leaseId: lease.leaseId });
    expect(await sendReception(one, late)).toMatchObject({ status: 'accepted' });
    expect(await stateOf(one, late)).toMatchObject({ status: 'scheduled' });
    await moveTo(MONDAY);
  });

  it('takes an ended lease back when the kiosk knew of it and names it no more, and not before', async () => {
    const one = await newKiosk();
    const before = one.cursor;
    const lease = await firstLease(one);
    await moveTo(lease.until + MINUTE);
    const now = one.cursor;
    const stateOfSlot = async () => {
      const from = bakuDay(lease.slot.startsAt);
      const calendar = await official.call('readReceptions', {
        query: { official: OFFICIAL, from },
      });
      return calendar.days[0]?.slots.find(({ slotId }) => slotId === lease.slot.slotId)?.state;
    };
    // A question from before the lease, days on the way: it says nothing of it.
    one.cursor = before;
    await one.pull({ leases: [] });
    expect(await stateOfSlot()).toBe('leased');
    one.cursor = now;
    await one.pull({ leases: [] });
    expect(await stateOfSlot()).toBe('free');

    // Whoever comes with it all the same (an old disk image) is told the truth and offered others.
    const late = receptionContent([lease.slot.slotId], { leaseId: lease.leaseId });
    expect(await sendReception(one, late)).toMatchObject({ status: 'accepted' });
    const state = await stateOf(one, late);
    expect(state).toMatchObject({ status: 'considering', waitsFor: { who: 'citizen' } });
    expect(state.reception?.offers).toHaveLength(3);
    expect(state.timeline.at(-1)).toMatchObject({ status: 'times_offered' });
    await moveTo(MONDAY);
  });

  it('registers what is asked for, and lets the desk fix the time once', async () => {
    const kiosk = await newKiosk();
    const content = receptionContent([`${OFFICIAL}_20261201T1000`, `${OFFICIAL}_20261204T1500`]);
    await sendReception(kiosk, content);
    expect(await stateOf(kiosk, content)).toMatchObject({
      status: 'registered',
      reception: { confirmed: false, wishes: content.reception?.wishes },
    });
    const [time] = await freeTimes(content.id);
    const schedule = (caseId: string, rev: number, text?: string) =>
      official.send('scheduleCase', {
        params: { caseId },
        body: { rev, slotId: time!.slotId, ...(text === undefined ? {} : { text }) },
      });
    expect((await schedule(content.id, 1)).status).toBe(200);
    expect(await stateOf(kiosk, content)).toMatchObject({
      status: 'scheduled',
      reception: { appointment: { slotId: time!.slotId }, sequence: 1 },
    });
    const second = receptionContent([time!.slotId]);
    await sendReception(kiosk, second);
    const refused = await official.problem('scheduleCase', {
      params: { caseId: second.id },
      body: { rev: 1, slotId: time!.slotId },
    });
    expect(refused).toMatchObject({ name: 'time-taken', httpStatus: 409 });
  });

  it('moves a reception with a reason and never without, and frees the time that it had', async () => {
    const kiosk = await newKiosk();
    const { slot, leaseId } = await firstLease(kiosk);
    const content = receptionContent([slot.slotId], { leaseId });
    await sendReception(kiosk, content);
    const [next] = await freeTimes(content.id);
    const move = { params: { caseId: content.id } };
    const silent = await official.problem('scheduleCase', {
      ...move,
      body: { rev: 2, slotId: next!.slotId },
    });
    expect(silent).toMatchObject({ name: 'bad-input', fields: [{ field: 'text' }] });
    await official.call('scheduleCase', {
      ...move,
      body: { rev: 2, slotId: next!.slotId, text: 'Müşavirə var' },
    });
    const state = await stateOf(kiosk, content);
    expect(state.timeline.at(-1)).toMatchObject({
      status: 'scheduled',
      text: 'Müşavirə var',
      startsAt: next!.startsAt,
    });
    expect((await freeTimes(content.id)).map(({ slotId }) => slotId)).toContain(slot.slotId);

    // The citizen confirms the time that was moved meanwhile: that is no promise for the new one.
    await sendWord(kiosk, content, { act: 'confirm-time', slotId: slot.slotId });
    expect((await stateOf(kiosk, content)).reception?.confirmed).toBe(false);
    await sendWord(kiosk, content, { act: 'confirm-time', slotId: next!.slotId });
    expect((await stateOf(kiosk, content)).reception?.confirmed).toBe(true);
    await sendWord(kiosk, content, { act: 'withdraw' });
    expect((await stateOf(kiosk, content)).reception?.appointment).toBeUndefined();
    expect((await freeTimes(content.id)).map(({ slotId }) => slotId)).toContain(next!.slotId);
    const over = await sendWord(kiosk, content, { act: 'ask-time' });
    expect(over).toMatchObject({ status: 'refused', code: 'closed' });
  });

  it("tells everybody of a sick official's day and holds other times for each alone", async () => {
    const kiosk = await newKiosk();
    const contents = [receptionContent(['x_20261201T1000']), receptionContent(['x_20261201T1020'])];
    const day = '2026-12-22';
    for (const content of contents) {
      await sendReception(kiosk, content);
      const time = (await freeTimes(content.id)).find(({ startsAt }) => bakuDay(startsAt) === day);
      await official.call('scheduleCase', {
        params: { caseId: content.id },
        body: { rev: 1, slotId: time!.slotId },
      });
    }
    const close = {
      officialId: OFFICIAL,
      date: day,
      text: 'Vəzifəli şəxs xəstədir, üzr istəyirik',
    };
    const told = await official.call('closeDay', { body: close });
    expect(told.told).toBeGreaterThanOrEqual(2);
    expect(await official.call('closeDay', { body: close })).toEqual({ told: 0, withoutOffers: 0 });

    const [one, other] = await Promise.all(contents.map((content) => stateOf(kiosk, content)));
    const offers = (state: typeof one) => state!.reception!.offers.map(({ slotId }) => slotId);
    expect(one).toMatchObject({ status: 'considering', waitsFor: { who: 'citizen' } });
    expect(offers(one)).toHaveLength(3);
    expect(offers(one).filter((slotId) => offers(other).includes(slotId))).toEqual([]);
    expect(offers(one).filter((slotId) => readSlotId(slotId).date === day)).toEqual([]);

    // Nobody takes what is held for another; the own one becomes the time, and is confirmed with that.
    const [foreign, own] = [offers(other)[0]!, offers(one)[0]!];
    await sendWord(kiosk, contents[0]!, { act: 'take-time', slotId: foreign });
    expect((await stateOf(kiosk, contents[0]!)).reception?.appointment).toBeUndefined();
    await sendWord(kiosk, contents[1]!, { act: 'take-time', slotId: foreign });
    expect(await stateOf(kiosk, contents[1]!)).toMatchObject({
      status: 'scheduled',
      reception: { appointment: { slotId: foreign }, confirmed: true, offers: [] },
    });
    expect((await freeTimes(contents[1]!.id)).map(({ slotId }) => slotId)).toContain(own);
  });

  it('keeps what a kiosk promised without a network on a day that was closed meanwhile, by telling its citizen', async () => {
    const kiosk = await newKiosk();
    const { slot, leaseId } = await firstLease(kiosk);
    const { date } = readSlotId(slot.slotId);
    await official.call('closeDay', {
      body: { officialId: OFFICIAL, date, text: 'Ezamiyyət' },
    });
    const content = receptionContent([slot.slotId], { leaseId });
    await sendReception(kiosk, content);
    const state = await stateOf(kiosk, content);
    expect(state).toMatchObject({ status: 'considering', reception: { confirmed: false } });
    expect(state.timeline.at(-1)).toMatchObject({ status: 'times_offered', text: 'Ezamiyyət' });
  });

  it('waits for an official who was removed: the request stays, marked, and another can be given', async () => {
    const kiosk = await newKiosk();
    const content = receptionContent(['az-mas-former_20261201T1000'], {
      reception: {
        officialId: 'az-mas-former',
        topicId: 'roads',
        wishes: ['az-mas-former_20261201T1000'],
      },
    });
    const answers = {
      ...content.answers,
      official: 'az-mas-former',
      times: ['asked:az-mas-former_20261201T1000'],
    };
    await sendReception(kiosk, { ...content, answers });
    const detail = await detailOf(content.id);
    expect(detail.attention).toContainEqual({ rule: 'choose_official', field: 'official' });
    const calendar = await official.call('readReceptions', {});
    expect(calendar.officials.find(({ gone }) => gone)).toMatchObject({
      officialId: 'az-mas-former',
      waiting: 1,
    });
    const [time] = await freeTimes(content.id);
    await official.call('scheduleCase', {
      params: { caseId: content.id },
      body: { rev: 1, slotId: time!.slotId },
    });
    expect((await stateOf(kiosk, content)).reception?.appointment?.person.name).toContain(
      'Quliyev',
    );
  });

  it('shows this week from Monday on, unless another day is asked for', async () => {
    await moveTo(MONDAY + 3 * 24 * 60 * MINUTE);
    const firstDay = async (query: { from?: string }) =>
      (await official.call('readReceptions', { query })).days[0]?.date;
    expect(await firstDay({})).toBe(bakuDay(MONDAY));
    expect(await firstDay({ from: '2026-12-10' })).toBe('2026-12-10');
    await moveTo(MONDAY);
  });

  it('never offers times on a holiday or a day off, also when an official asks for it', async () => {
    const times = {
      officialId: OFFICIAL,
      from: '10:00',
      to: '11:00',
      minutes: 20,
      placeId: 'hall',
    };
    for (const date of ['2026-12-31', '2026-12-05', '2026-11-20'])
      expect(await official.problem('offerTimes', { body: { ...times, date } })).toMatchObject({
        name: 'bad-input',
        fields: [{ field: 'date' }],
      });
    const calendar = await official.call('offerTimes', { body: { ...times, date: '2026-12-02' } });
    expect(calendar.days[0]?.slots.map(({ state }) => state)).toEqual(['free', 'free', 'free']);
  });

  it('refuses a reception without what it asks for, and another authority sees nothing of it', async () => {
    const kiosk = await newKiosk();
    const { reception: _none, ...empty } = receptionContent([`${OFFICIAL}_20261201T1000`]);
    expect(await sendReception(kiosk, empty)).toMatchObject({
      status: 'refused',
      code: 'bad_content',
    });
    const other = await signIn(portal.url, portal.desk.quba);
    const theirs = await other.call('readReceptions', { query: { official: OFFICIAL } });
    expect(theirs.officialId).not.toBe(OFFICIAL);
    const closed = await other.problem('closeTime', {
      params: { slotId: `${OFFICIAL}_20261202T1000` },
    });
    expect(closed.name).toBe('time-taken');
  });
});
