import type { Selectable } from 'kysely';
import * as v from 'valibot';
import { surveyTextSchema } from '../../contract/domain/survey.ts';
import { TOPIC_PUBLICATION, type PublishedTopic } from '../../contract/participation.ts';
import type { Db, Tx } from '../context.ts';
import { countRows, pageOf, rangeOf } from '../db/pages.ts';
import type { PortalTables } from '../db/schema.ts';
import type { PageOf } from '../desk-api/paging.ts';
import { publish } from '../publications/publish.ts';

export type TopicRecord = Selectable<PortalTables['topics']>;

const parseText = (json: string) => v.parse(surveyTextSchema, JSON.parse(json));

export const toPublishedTopic = (row: TopicRecord): PublishedTopic => ({
  topicId: row.id,
  authorityId: row.authority_id,
  direction: row.direction,
  text: parseText(row.text),
  ...(row.more === null ? {} : { more: parseText(row.more) }),
  approvedAt: row.approved_at,
  ...(row.survey_id === null ? {} : { surveyId: row.survey_id }),
});

const newestFirst = (db: Db) =>
  db.selectFrom('topics').selectAll().orderBy('approved_at', 'desc').orderBy('id');

/** Approved topics of one authority, the newest first. */
export const readTopics = async (db: Db, authorityId: string): Promise<PublishedTopic[]> =>
  (await newestFirst(db).where('authority_id', '=', authorityId).execute()).map(toPublishedTopic);

/** A page of the approved topics of all authorities, the newest first. */
export const listTopics = async (
  db: Db,
  page: number,
): Promise<PageOf & { readonly topics: readonly PublishedTopic[] }> => {
  const { limit, offset } = rangeOf(page);
  const total = await countRows(db.selectFrom('topics'));
  const rows = await newestFirst(db).limit(limit).offset(offset).execute();
  return { topics: rows.map(toPublishedTopic), ...pageOf(page, total) };
};

export const findTopic = (db: Db, id: string, authorityId: string) =>
  db
    .selectFrom('topics')
    .selectAll()
    .where('id', '=', id)
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();

const tell = (tx: Tx, topic: PublishedTopic): Promise<unknown> =>
  publish(tx, { kind: TOPIC_PUBLICATION, id: topic.topicId, body: topic });

export interface NewTopic {
  readonly id: string;
  readonly authorityId: string;
  readonly direction: string;
  readonly text: PublishedTopic['text'];
  readonly more?: PublishedTopic['more'];
  readonly officialId: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Keeps an approved topic and tells every kiosk. */
export const addTopic = async (tx: Tx, topic: NewTopic): Promise<void> => {
  const row = await tx
    .insertInto('topics')
    .values({
      id: topic.id,
      authority_id: topic.authorityId,
      direction: topic.direction,
      text: JSON.stringify(topic.text),
      more: topic.more === undefined ? null : JSON.stringify(topic.more),
      approved_at: topic.at,
      approved_by: topic.officialId,
      survey_id: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tell(tx, toPublishedTopic(row));
};

/** The topic has become a survey. */
export const tieTopicToSurvey = async (tx: Tx, id: string, surveyId: string): Promise<void> => {
  const row = await tx
    .updateTable('topics')
    .set({ survey_id: surveyId })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tell(tx, toPublishedTopic(row));
};
