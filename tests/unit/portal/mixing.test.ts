import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../portal/context.ts';
import { createMixing, type Mixing } from '../../../portal/mixing/mixing.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';

let portal: TestPortal;
let mixing: Mixing | undefined;
let warnings: string[];
const log = {
  info: () => undefined,
  warn: (event: string) => void warnings.push(event),
  error: () => undefined,
};
const db = (): Db => portal.portal.context.db;

beforeEach(async () => {
  warnings = [];
  portal = await startTestPortal({ withPeople: false });
  await portal.portal.context.mixing.now(); // its own first one is over
});
afterEach(async () => {
  await mixing?.stop();
  await portal.dispose();
});

const rate = (): Promise<unknown> =>
  db()
    .insertInto('feedback')
    .values({
      id: randomUUID(),
      authority_id: 'az-mas',
      about: 'kiosk',
      rating: 3,
      reasons: '[]',
      text: null,
      language: 'az',
      day: '2026-11-23',
      demonstration: false,
    })
    .execute();
const transactions = async (): Promise<number> => {
  const { rows } = await sql<{ number: string }>`
    select distinct xmin::text as number from feedback`.execute(db());
  return rows.length;
};

describe('mixing', () => {
  it('happens by itself, at the start and again after a while', async () => {
    await rate();
    await rate();
    mixing = createMixing(db(), log, 20);
    mixing.start();
    await expect.poll(transactions, { timeout: 10_000 }).toBe(1);
    await rate();
    await expect.poll(transactions, { timeout: 10_000 }).toBe(1);
    expect(warnings).toEqual([]);
  });

  it('does what a portal that starts finds undone', async () => {
    await rate();
    await rate();
    expect(await transactions()).toBe(2);
    await portal.close();
    portal = await startTestPortal({ dataFolder: portal.dataFolder, withPeople: false });
    await expect.poll(transactions, { timeout: 10_000 }).toBe(1);
  });

  it('notes what failed and does it the next time', async () => {
    await rate();
    await rate();
    mixing = createMixing(db(), log);
    await sql`alter table mixed_rows rename to away`.execute(db());
    await mixing.now();
    expect(warnings).toEqual(['mixing.failed']);
    await sql`alter table away rename to mixed_rows`.execute(db());
    await mixing.now();
    expect(await transactions()).toBe(1);
    expect(warnings).toHaveLength(1);
  });
});
