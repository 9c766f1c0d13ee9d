import { packOf, readSlotId } from '../../contract/domain/reception.ts';
import type { PortalContext } from '../context.ts';
import { pageOf, rangeOf } from '../db/pages.ts';
import type { ReceptionCalendar } from '../desk-api/receptions.ts';
import { readWishes } from './appointments.ts';

type WaitingPage = Pick<ReceptionCalendar, 'waiting' | 'waitingPage'>;

/** How many requests without a time name an official, and how many of them wait for the authority. */
export interface WaitingCount {
  readonly officialId: string;
  readonly requests: number;
  readonly forUs: number;
}

const requestsOf = ({ db }: PortalContext, authorityId: string) =>
  db
    .selectFrom('cases')
    .innerJoin('reception_cases', 'reception_cases.case_id', 'cases.id')
    .where('authority_id', '=', authorityId)
    .where('kind', '=', 'reception')
    .where('status', 'in', ['registered', 'considering', 'forwarded']);

/** By official, of all requests that have no time. */
export const countWaiting = (
  context: PortalContext,
  authorityId: string,
): Promise<readonly WaitingCount[]> =>
  requestsOf(context, authorityId)
    .select(['official_id as officialId', ({ fn }) => fn.countAll<number>().as('requests')])
    .select(({ fn }) =>
      fn.countAll<number>().filterWhere('waits_for_citizen', '=', false).as('forUs'),
    )
    .groupBy('official_id')
    .orderBy('official_id')
    .execute();

const readRows = (context: PortalContext, authorityId: string, page: number) => {
  const { limit, offset } = rangeOf(page);
  return requestsOf(context, authorityId)
    .select(['cases.id', 'number', 'answer_by', 'waits_for_citizen'])
    .select(['official_id', 'topic_id', 'wishes'])
    .orderBy('waits_for_citizen')
    .orderBy('answer_by')
    .orderBy('number')
    .limit(limit)
    .offset(offset)
    .execute();
};

/** A page of the requests that have no time: those that the citizen chooses for come last. */
export const readWaiting = async (
  context: PortalContext,
  authorityId: string,
  page: number,
  counts: readonly WaitingCount[],
): Promise<WaitingPage> => {
  const rows = await readRows(context, authorityId, page);
  const topics = packOf(context.content.receptions, authorityId)?.topics ?? [];
  const waiting = rows.map((row) => {
    const topic = topics.find(({ id }) => id === row.topic_id)?.title;
    return {
      caseId: row.id,
      registrationNumber: row.number,
      officialId: row.official_id,
      ...(topic && { topic }),
      answerBy: row.answer_by,
      wishes: readWishes(row.wishes).map((slotId) => readSlotId(slotId).startsAt),
      waitsForCitizen: row.waits_for_citizen,
    };
  });
  const total = counts.reduce((sum, { requests }) => sum + requests, 0);
  return { waiting, waitingPage: pageOf(page, total) };
};
