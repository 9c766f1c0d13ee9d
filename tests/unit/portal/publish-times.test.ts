import { afterAll, beforeAll, expect, it } from 'vitest';
import * as v from 'valibot';
import { publishedTimesSchema, TIMES_PUBLICATION } from '../../../contract/receptions.ts';
import { inTransaction } from '../../../portal/db/transactions.ts';
import { publishTimes } from '../../../portal/receptions/publish-times.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ withPeople: false });
}, 60_000);
afterAll(() => portal.dispose());

const two = (number: number): string => String(number).padStart(2, '0');

it('tells kiosks of the nearest times, no more than they take', async () => {
  const { context } = portal.portal;
  const now = context.clock.now();
  const slots = Array.from({ length: 600 }, (_, index) => ({
    slot_id: `az-mas-head_203012${two((index % 28) + 1)}T${two(Math.floor(index / 28))}00`,
    authority_id: 'az-mas',
    official_id: 'az-mas-head',
    day: '2030-12-01',
    starts_at: now + (index + 1) * 60_000,
    minutes: 20,
    place_id: 'hall',
    origin: 'desk' as const,
  }));
  await context.db.insertInto('reception_slots').values(slots).execute();
  await inTransaction(context.db, (tx) => publishTimes(context, tx, 'az-mas'));
  const told = await context.db
    .selectFrom('publications')
    .select('body')
    .where('kind', '=', TIMES_PUBLICATION)
    .executeTakeFirstOrThrow();
  const { extra } = v.parse(publishedTimesSchema, JSON.parse(told.body ?? ''));
  expect(extra.map(({ startsAt }) => startsAt)).toEqual(
    slots.slice(0, 500).map(({ starts_at: startsAt }) => startsAt),
  );
});
