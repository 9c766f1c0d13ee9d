import type { Db } from '../context.ts';
import { countRows, pageOf, rangeOf } from '../db/pages.ts';
import type { IdeaList, IdeasQuery } from '../desk-api/ideas.ts';

const waitingOf = (db: Db, authorityId: string) =>
  db
    .selectFrom('cases')
    .where('authority_id', '=', authorityId)
    .where('kind', '=', 'idea')
    .where('decided_at', 'is', null);

/** The legal day that is near first. */
const listWaiting = async (
  db: Db,
  authorityId: string,
  page: number,
): Promise<Pick<IdeaList, 'waiting' | 'waitingPage'>> => {
  const waiting = waitingOf(db, authorityId);
  const { limit, offset } = rangeOf(page);
  const total = await countRows(waiting);
  const rows = await waiting
    .select(['id as caseId', 'number as registrationNumber'])
    .select(['registered_on as registeredOn', 'answer_by as answerBy'])
    .orderBy('answer_by')
    .orderBy('number')
    .limit(limit)
    .offset(offset)
    .execute();
  return { waiting: rows, waitingPage: pageOf(page, total) };
};

/** The most supported first. */
const listPublished = async (
  db: Db,
  authorityId: string,
  page: number,
): Promise<Pick<IdeaList, 'published' | 'publishedPage'>> => {
  const published = db.selectFrom('ideas').where('authority_id', '=', authorityId);
  const { limit, offset } = rangeOf(page);
  const total = await countRows(published);
  const rows = await published
    .select(['id as ideaId', 'title', 'direction', 'supports'])
    .select(['published_on as publishedOn', 'withdrawn_on'])
    .orderBy('supports', 'desc')
    .orderBy('published_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    published: rows.map(({ withdrawn_on: withdrawnOn, ...idea }) => ({
      ...idea,
      ...(withdrawnOn === null ? {} : { withdrawnOn }),
    })),
    publishedPage: pageOf(page, total),
  };
};

/** A page of what waits to be checked, and one of what was published. */
export const listIdeas = async (
  db: Db,
  authorityId: string,
  { waiting, published }: IdeasQuery,
): Promise<IdeaList> => ({
  ...(await listWaiting(db, authorityId, waiting)),
  ...(await listPublished(db, authorityId, published)),
});
