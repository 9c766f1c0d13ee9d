import { sql } from 'kysely';
import { TOPIC_SERVICE_ID, type PublishedTopic } from '../../contract/participation.ts';
import type { PortalStatus } from '../../contract/domain/case-status.ts';
import type { Db } from '../context.ts';
import { rangeOf } from '../db/pages.ts';
import type { TopicList } from '../desk-api/participation.ts';
import { toPublishedTopic } from './topic-records.ts';

/** What a citizen proposed, as its case says without being opened. */
export interface Proposal {
  readonly id: string;
  readonly number: string;
  readonly status: PortalStatus;
  readonly registered_on: string;
  readonly answer_by: string;
  readonly decided_at: number | null;
}

/** Proposals and published topics of an authority: most are both, a topic of the demonstration has no case. */
const topicsOf = (db: Db, authorityId: string) => {
  const proposals = db
    .selectFrom('cases')
    .select(['id', 'number', 'status', 'registered_on', 'answer_by', 'decided_at'])
    .where('authority_id', '=', authorityId)
    .where('service_id', '=', TOPIC_SERVICE_ID)
    .as('proposal');
  const published = db.selectFrom('topics').selectAll().where('authority_id', '=', authorityId);
  return db.selectFrom(proposals).fullJoin(published.as('topic'), 'topic.id', 'proposal.id');
};

/** How many there are in each state. */
export const countTopics = async (db: Db, authorityId: string): Promise<TopicList['counts']> =>
  topicsOf(db, authorityId)
    .select([
      sql<number>`count(*) filter (where topic.id is null and proposal.decided_at is null)`.as(
        'waiting',
      ),
      sql<number>`count(topic.id)`.as('approved'),
      sql<number>`count(*) filter (where topic.id is null and proposal.decided_at is not null)`.as(
        'closed',
      ),
    ])
    .executeTakeFirstOrThrow();

export interface ListedTopic {
  readonly proposal?: Proposal;
  readonly published?: PublishedTopic;
}

/** A page: what waits by its legal day, then what was decided, the newest first, then topics without a case. */
export const listTopicsOf = async (
  db: Db,
  authorityId: string,
  page: number,
): Promise<readonly ListedTopic[]> => {
  const { limit, offset } = rangeOf(page);
  const rows = await topicsOf(db, authorityId)
    .select([sql<Proposal | null>`to_jsonb(proposal)`.as('proposal')])
    .select([sql<Parameters<typeof toPublishedTopic>[0] | null>`to_jsonb(topic)`.as('topic')])
    .orderBy(sql`proposal.id is null`)
    .orderBy('decided_at', (order) => order.desc().nullsFirst())
    .orderBy('answer_by')
    .orderBy('approved_at', 'desc')
    .orderBy('proposal.id')
    .orderBy('topic.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ proposal, topic }) => ({
    ...(proposal && { proposal }),
    ...(topic && { published: toPublishedTopic(topic) }),
  }));
};
