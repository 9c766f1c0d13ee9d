import { afterAll, beforeAll, expect, it } from 'vitest';
import { bakuDay } from '../../../contract/domain/baku-time.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk } from '../../support/portal/kiosk-double.ts';
import {
  createMovableClock,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';
import {
  OFFICIAL,
  receptionContent,
  sendReception,
  sendWord,
  stateOf,
} from '../../support/receptions/reception-kiosk.ts';

const MONDAY = Date.parse('2026-11-23T08:00:00Z');

describeOnEachEngine('a reception that has its time', (engine) => {
  let portal: TestPortal;
  let official: DeskClient;

  beforeAll(async () => {
    portal = await startTestPortal({
      databaseUrl: await engine.newDatabase(),
      ports: { clock: createMovableClock(MONDAY) },
    });
    official = await signIn(portal.url, portal.desk.masalli);
  }, 60_000);
  afterAll(() => portal.dispose());

  const freeTimes = async (caseId: string) =>
    (await official.call('freeTimes', { params: { caseId } })).times.filter(
      ({ officialId }) => officialId === OFFICIAL,
    );

  it('keeps it while something is asked of the citizen, and when it takes longer', async () => {
    const kiosk = await enrolKiosk(portal, await portal.newEnrolmentCode());
    const content = receptionContent([`${OFFICIAL}_20261201T1000`]);
    await sendReception(kiosk, content);
    const [time] = await freeTimes(content.id);
    const target = { params: { caseId: content.id } };
    await official.call('scheduleCase', { ...target, body: { rev: 1, slotId: time!.slotId } });
    const ask = { rev: 2, text: 'Surəti göndərin', days: 5 };
    await official.call('askCitizen', { ...target, body: ask });
    await official.call('extendCase', { ...target, body: { rev: 3, text: 'Əlavə yoxlama' } });
    expect(await stateOf(kiosk, content)).toMatchObject({
      status: 'scheduled',
      reception: { appointment: { slotId: time!.slotId } },
    });
    const { waiting } = await official.call('readReceptions', {});
    expect(waiting.map(({ caseId }) => caseId)).not.toContain(content.id);
    await sendWord(kiosk, content, { act: 'ask-time' });
    expect((await stateOf(kiosk, content)).reception?.appointment?.slotId).toBe(time!.slotId);
    await sendWord(kiosk, content, { act: 'withdraw' });
  });

  it('loses it with the day, and hears of that also when another case of that day cannot be opened', async () => {
    const kiosk = await enrolKiosk(portal, await portal.newEnrolmentCode());
    const contents = ['10', '11', '12'].map((hour) => receptionContent([`x_20261201T${hour}00`]));
    for (const content of contents) await sendReception(kiosk, content);
    const days = (await freeTimes(contents[0]!.id)).map(({ startsAt }) => bakuDay(startsAt));
    const day = days.find((one) => days.filter((other) => other === one).length >= 3)!;
    for (const content of contents) {
      const time = (await freeTimes(content.id)).find(({ startsAt }) => bakuDay(startsAt) === day);
      await official.call('scheduleCase', {
        params: { caseId: content.id },
        body: { rev: 1, slotId: time!.slotId },
      });
    }
    await portal.portal.context.db
      .updateTable('submissions')
      .set({ sealed: 'e30.e30.e30.e30.e30' })
      .where('id', '=', contents[0]!.id)
      .execute();
    const close = { officialId: OFFICIAL, date: day, text: 'Vəzifəli şəxs xəstədir' };
    const log = console.error;
    console.error = () => undefined; // the portal reports the case
    const problem = await official.problem('closeDay', { body: close });
    console.error = log;
    expect(problem.name).toBe('cannot-open');
    for (const content of contents.slice(1))
      expect(await stateOf(kiosk, content)).toMatchObject({ status: 'considering' });
  });
});
