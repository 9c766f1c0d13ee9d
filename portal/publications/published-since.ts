import { sql } from 'kysely';
import { PUBLICATION_LENGTH, type Publication } from '../../contract/publications.ts';
import type { Db } from '../context.ts';

/** Publications in one answer, and the characters of their bodies after which no further one is added. */
const PAGE = { count: 200, characters: 400_000 } as const;

export interface PublicationPage {
  readonly publications: readonly Publication[];
  readonly more: boolean;
}

/** A kiosk that cannot take one publication takes none: a longer one is left out. */
const isTakenByKiosks = sql<boolean>`(body is null or length(body) <= ${PUBLICATION_LENGTH})`;

/** What was published for this kiosk after the number `rev`, in order. */
export const publishedSince = async (
  db: Db,
  kioskId: string,
  rev: number,
): Promise<PublicationPage> => {
  const rows = await db
    .selectFrom('publications')
    .select(['kind', 'id', 'rev', 'body'])
    .where('rev', '>', rev)
    .where(isTakenByKiosks)
    .where((eb) => eb.or([eb('kiosk_id', 'is', null), eb('kiosk_id', '=', kioskId)]))
    .orderBy('rev')
    .limit(PAGE.count + 1)
    .execute();
  let characters = 0;
  const end = rows.findIndex(({ body }, index) => {
    characters += body?.length ?? 0;
    return index >= PAGE.count || (index > 0 && characters > PAGE.characters);
  });
  return end === -1
    ? { publications: rows, more: false }
    : { publications: rows.slice(0, end), more: true };
};
