import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeEpoch } from '../../../portal/db/epoch.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import { createContent } from '../../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';

const HOUR = 3_600_000;
const macOf = (letter: string): string => letter.repeat(43);

describeOnEachEngine('what portal and kiosk remember of one another', (engine) => {
  let portal: TestPortal;
  let official: DeskClient;

  beforeAll(async () => {
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase() });
    official = await signIn(portal.url, portal.desk.masalli);
  }, 60_000);
  afterAll(() => portal.dispose());

  const newKiosk = async (): Promise<KioskDouble> =>
    enrolKiosk(portal, await portal.newEnrolmentCode());
  const ask = (kiosk: KioskDouble, more: Record<string, unknown>) => kiosk.pull(more);
  const alarmsOf = async (kiosk: KioskDouble): Promise<readonly string[]> => {
    const { kiosks } = await official.call('listKiosks', {});
    const found = kiosks.find(({ kioskId }) => kioskId === kiosk.id);
    return found?.alarms.map(({ kind }) => kind) ?? [];
  };

  it('tells the kiosk how many of its batches are here', async () => {
    const kiosk = await newKiosk();
    expect((await ask(kiosk, {})).head).toBe(0);
    await kiosk.send([createContent()]);
    expect((await ask(kiosk, {})).head).toBe(1);
  });

  it('raises an alarm when batches are missing that it had confirmed, once an hour', async () => {
    const kiosk = await newKiosk();
    const { epoch } = await ask(kiosk, {});
    await ask(kiosk, { chain: { seq: 3, epoch } });
    await ask(kiosk, { chain: { seq: 3, epoch } });
    expect(await alarmsOf(kiosk)).toEqual(['portal_went_back']);
  });

  it('keeps the highest link of the audit and answers it', async () => {
    const kiosk = await newKiosk();
    expect((await ask(kiosk, {})).auditAnchor).toBeUndefined();
    expect((await ask(kiosk, { audit: { seq: 4, mac: macOf('a') } })).auditAnchor).toEqual({
      seq: 4,
      mac: macOf('a'),
    });
    expect((await ask(kiosk, { audit: { seq: 9, mac: macOf('b') } })).auditAnchor?.seq).toBe(9);
    expect(await alarmsOf(kiosk)).toEqual([]);
  });

  it.each([
    ['went back', { seq: 3, mac: macOf('c') }],
    ['is another one of the same length', { seq: 5, mac: macOf('d') }],
    ['is gone', undefined],
  ])('raises an alarm when the audit %s, and keeps what it had seen', async (_what, audit) => {
    const kiosk = await newKiosk();
    await ask(kiosk, { audit: { seq: 5, mac: macOf('a') } });
    const { auditAnchor } = await ask(kiosk, audit === undefined ? {} : { audit });
    expect(auditAnchor).toEqual({ seq: 5, mac: macOf('a') });
    expect(await alarmsOf(kiosk)).toEqual(['audit_went_back']);
  });

  it.each([
    ['on a stick, made before the one that came by network', 0],
    ['that somebody sends again', 1],
  ])('raises no alarm for a question %s', async (_what, later) => {
    const kiosk = await newKiosk();
    const sentAt = Date.now();
    const old = { audit: { seq: 5, mac: macOf('a') }, sentAt, cursor: undefined };
    if (later > 0) await ask(kiosk, old);
    await ask(kiosk, { audit: { seq: 7, mac: macOf('b') }, sentAt: sentAt + 1 });
    expect((await ask(kiosk, old)).auditAnchor).toEqual({ seq: 7, mac: macOf('b') });
    expect(await alarmsOf(kiosk)).toEqual([]);
  });

  it('finds an audit that was cut even where the clock was set back with it', async () => {
    const kiosk = await newKiosk();
    const now = Date.now();
    await ask(kiosk, { audit: { seq: 5, mac: macOf('a') }, sentAt: now });
    for (const sentAt of [now - HOUR, now - HOUR + 1])
      await ask(kiosk, { audit: { seq: 3, mac: macOf('c') }, sentAt });
    expect(await alarmsOf(kiosk)).toEqual(['audit_went_back']);
  });

  it('says nothing of a kiosk that has not heard of a new epoch yet', async () => {
    const kiosk = await newKiosk();
    await kiosk.send([createContent()]);
    const { epoch } = await ask(kiosk, {});
    const { context } = portal.portal;
    await changeEpoch(context.db, context.ids.next());
    await ask(kiosk, { chain: { seq: 1, epoch } });
    expect(await alarmsOf(kiosk)).toEqual([]);
  });
});
