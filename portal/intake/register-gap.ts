import { sql } from 'kysely';
import { bakuDay } from '../../contract/domain/baku-time.ts';
import type { PortalContext } from '../context.ts';

/**
 * Moves this year's register of every authority on by `count` numbers. After a restore from a
 * backup the numbers that were given meanwhile stand on citizens' receipts: none of them may be
 * given to somebody else's case.
 */
export const skipNumbers = async (
  { db, clock, content }: PortalContext,
  count: number,
): Promise<void> => {
  const year = Number(bakuDay(clock.now()).slice(0, 4));
  await sql`
    insert into registers (authority_id, year, last)
    select authority_id, ${year}::smallint, ${count}::int
    from unnest(${[...content.authorityIds].sort()}::text[]) as known (authority_id)
    order by authority_id
    on conflict (authority_id, year) do update set last = registers.last + excluded.last`.execute(
    db,
  );
};
