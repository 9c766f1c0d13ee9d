import { sql } from 'kysely';
import type { PortalContext, Tx } from '../context.ts';

/**
 * Takes as many numbers as needed from each authority's register of the year. The rows stay locked
 * until the transaction ends, in one order for all, so numbers have no gaps and nobody deadlocks.
 */
export const takeNumbers = async (
  tx: Tx,
  counts: ReadonlyMap<string, number>,
  year: number,
): Promise<Map<string, number>> => {
  const authorities = [...counts.keys()].sort();
  const taken = await sql<{ authority_id: string; last: number }>`
    insert into registers (authority_id, year, last)
    select wanted.authority_id, ${year}::smallint, wanted.count
    from unnest(${authorities}::text[], ${authorities.map((id) => counts.get(id))}::int[])
      as wanted (authority_id, count)
    order by wanted.authority_id
    on conflict (authority_id, year) do update set last = registers.last + excluded.last
    returning authority_id, last`.execute(tx);
  return new Map(
    taken.rows.map(({ authority_id: id, last }) => [id, last - (counts.get(id) ?? 0)]),
  );
};

/** "MAS-2026-000001": the authority's prefix, the year in Baku, its running number in that year. */
export const formatNumber = (code: string, year: number, running: number): string =>
  `${code}-${year}-${String(running).padStart(6, '0')}`;

/** One number of an authority's register. `today` is the ISO day in Baku. */
export const takeNumber = async (
  { content }: Pick<PortalContext, 'content'>,
  tx: Tx,
  authorityId: string,
  today: string,
): Promise<string> => {
  const year = Number(today.slice(0, 4));
  const last = await takeNumbers(tx, new Map([[authorityId, 1]]), year);
  const code = content.authorities.get(authorityId)?.code;
  if (code === undefined) throw new Error('a number for an unknown authority');
  return formatNumber(code, year, (last.get(authorityId) ?? 0) + 1);
};
