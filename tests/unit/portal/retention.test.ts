import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../portal/context.ts';
import type { Repetition } from '../../../portal/repeat.ts';
import { removeOld } from '../../../portal/retention/remove-old.ts';
import { startRetention } from '../../../portal/retention/retention-timer.ts';
import { enrolKiosk, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import { createContent } from '../../support/portal/sample-application.ts';
import {
  createMovableClock,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';

const NOW = Date.parse('2031-11-26T08:00:00Z');
const clock = createMovableClock(NOW);
const warnings: string[] = [];
const log = {
  info: () => undefined,
  warn: (event: string) => void warnings.push(event),
  error: () => undefined,
};

let portal: TestPortal;
let kiosk: KioskDouble;
let timer: Repetition | undefined;
const db = (): Db => portal.portal.context.db;
const context = () => ({ db: db(), clock, log });

beforeEach(async () => {
  warnings.length = 0;
  portal = await startTestPortal({ ports: { clock } });
  kiosk = await enrolKiosk(portal, portal.enrolmentCode);
}, 60_000);
afterEach(async () => {
  await timer?.stop();
  await portal.dispose();
});

const addAlarm = (at: number): Promise<unknown> =>
  db()
    .insertInto('alarms')
    .values({ id: randomUUID(), kiosk_id: kiosk.id, kind: 'sequence_conflict', at, seq: null })
    .execute();
const alarms = async (): Promise<number[]> =>
  (await db().selectFrom('alarms').select('at').orderBy('at').execute()).map(({ at }) => at);

/** A case, decided or open, into which an official looked at these moments. */
const addCase = async (decidedAt: number | null, views: readonly number[]): Promise<string> => {
  const content = createContent();
  await kiosk.send([content]);
  const { id } = await db().selectFrom('officials').select('id').executeTakeFirstOrThrow();
  const own = { case_id: content.id, official_id: id };
  await db()
    .insertInto('case_views')
    .values(views.map((at) => ({ ...own, id: randomUUID(), at })))
    .execute();
  await db()
    .updateTable('cases')
    .set({ decided_at: decidedAt })
    .where('id', '=', content.id)
    .execute();
  return content.id;
};
const viewsOf = async (caseId: string): Promise<number[]> => {
  const views = db().selectFrom('case_views').select('at').where('case_id', '=', caseId);
  return (await views.orderBy('at').execute()).map(({ at }) => at);
};

describe('what has been kept for its time', () => {
  it('goes: an alarm after two years', async () => {
    const limit = Date.parse('2029-11-26T08:00:00Z');
    for (const at of [limit - 1, limit, NOW]) await addAlarm(at);
    await removeOld(context());
    expect(await alarms()).toEqual([limit, NOW]);
  });

  it('goes: who looked into a case after five years, but not before the case is decided', async () => {
    const limit = Date.parse('2026-11-26T08:00:00Z');
    const views = [limit - 1, limit, NOW];
    const decided = await addCase(limit, views);
    const open = await addCase(null, views);
    await removeOld(context());
    expect(await viewsOf(decided)).toEqual([limit, NOW]);
    expect(await viewsOf(open)).toEqual(views);
  });

  it('goes when the portal starts', async () => {
    await addAlarm(0);
    await portal.close();
    const { dataFolder } = portal;
    portal = await startTestPortal({ dataFolder, ports: { clock }, withPeople: false });
    await expect.poll(alarms, { timeout: 10_000 }).toEqual([]);
  });

  it('goes by itself, also after it could not go for a while', async () => {
    await addAlarm(0);
    await db().schema.alterTable('case_views').renameTo('away').execute();
    timer = startRetention(context(), 20);
    await expect.poll(() => warnings, { timeout: 10_000 }).toContain('retention.failed');
    expect(await alarms()).toEqual([0]);
    await db().schema.alterTable('away').renameTo('case_views').execute();
    await expect.poll(alarms, { timeout: 10_000 }).toEqual([]);
  });
});
