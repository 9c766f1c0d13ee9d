import { expect } from 'vitest';
import type { Portal } from '../../../portal/create-portal.ts';
import type { SyncKiosk } from './sync-kiosk.ts';

/** Registration number of each submission that the portal has, by its id. */
export const readRegister = async ({ context }: Portal): Promise<ReadonlyMap<string, string>> => {
  const rows = await context.db
    .selectFrom('submissions')
    .innerJoin('cases', 'cases.id', 'submissions.id')
    .select(['submissions.id', 'cases.number'])
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
};

/** Rows that one submission must have once, counted apart from each other. */
export const countRows = async ({ context: { db } }: Portal) => {
  const count = async (table: 'submissions' | 'cases'): Promise<number> =>
    (
      await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    ).rows;
  const { last } = await db
    .selectFrom('registers')
    .select(({ fn }) => fn.sum<string | null>('last').as('last'))
    .executeTakeFirstOrThrow();
  return {
    submissions: await count('submissions'),
    cases: await count('cases'),
    numbersGiven: Number(last ?? 0),
  };
};

/** What all of this is for: each id is there once, with one number, which is the one the kiosk shows. */
export const expectEachExactlyOnce = async (
  portal: Portal,
  ids: readonly string[],
  kiosks: readonly SyncKiosk[] = [],
): Promise<void> => {
  const register = await readRegister(portal);
  expect([...register.keys()].sort()).toEqual([...ids].sort());
  const once = { submissions: ids.length, cases: ids.length, numbersGiven: ids.length };
  expect(await countRows(portal)).toEqual(once);
  for (const kiosk of kiosks)
    for (const [id, { state, receipt, reoffer }] of kiosk.outbox()) {
      expect({ id, state, reoffer }).toEqual({ id, state: 'received', reoffer: undefined });
      expect(receipt?.registrationNumber).toBe(register.get(id));
    }
};
