import type { Selectable } from 'kysely';
import * as v from 'valibot';
import { surveyContentSchema, type SurveyTimes } from '../../contract/voting/manifest.ts';
import type { Db, PortalContext, Tx } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import type { PortalTables } from '../db/schema.ts';
import type { SurveyDraft } from '../desk-api/participation.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';

export type DraftRecord = Selectable<PortalTables['survey_drafts']>;

const DAY = 24 * 60 * 60_000;
/** After the grace time: ballots that were confirmed at its last moment still have to travel. */
const COUNTING_DAYS = 2;

export const toDraft = (row: DraftRecord): SurveyDraft => ({
  content: v.parse(surveyContentSchema, JSON.parse(row.content)),
  opens: row.opens,
  closes: row.closes,
  graceDays: row.grace_days,
});

/** The times of the manifest; a survey never opens in the past. */
export const timesOf = ({ opens, closes, graceDays }: SurveyDraft, now: number): SurveyTimes => {
  const graceUntil = closes + graceDays * DAY;
  return {
    opens: Math.max(opens, now),
    closes,
    graceUntil,
    ballotsUntil: graceUntil + COUNTING_DAYS * DAY,
  };
};

/** Throws not-found: also for another authority's draft. */
export const findDraft = async (
  db: Db | Tx,
  draftId: string,
  authorityId: string,
): Promise<DraftRecord> => {
  const row = await db
    .selectFrom('survey_drafts')
    .selectAll()
    .where('id', '=', draftId)
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();
  if (row === undefined) throw new DeskProblemError('not-found');
  return row;
};

const refuse = (field: string, rule: string): never => {
  throw new DeskProblemError('bad-input', { fields: [{ field, rule }] });
};

/**
 * UTF-8 bytes of a survey's content: signed, with its keys and a reason for closing it early, it still
 * is a publication that kiosks take.
 */
const MOST_CONTENT = 130_000;

/** What a draft must keep to beside its shape: a size, its own authority, and times that lie ahead. */
export const checkDraft = (
  { content, opens, closes }: SurveyDraft,
  authorityId: string,
  now: number,
): void => {
  if (Buffer.byteLength(JSON.stringify(content)) > MOST_CONTENT)
    throw new DeskProblemError('too-large');
  if (content.authorityId !== authorityId) refuse('content.authorityId', 'foreign');
  if (closes <= Math.max(opens, now)) refuse('closes', 'before_opening');
};

const columnsOf = ({ content, opens, closes, graceDays }: SurveyDraft) => ({
  content: JSON.stringify(content),
  opens,
  closes,
  grace_days: graceDays,
});

export interface NewDraft {
  readonly draft: SurveyDraft;
  readonly authorityId: string;
  readonly authorId: string;
  readonly topicId?: string | undefined;
}

export const createDraft = async (
  { db, ids, clock }: Pick<PortalContext, 'db' | 'ids' | 'clock'>,
  { draft, authorityId, authorId, topicId }: NewDraft,
): Promise<DraftRecord> =>
  db
    .insertInto('survey_drafts')
    .values({
      id: ids.next(),
      authority_id: authorityId,
      topic_id: topicId ?? null,
      state: 'draft',
      rev: 1,
      ...columnsOf(draft),
      author_id: authorId,
      checker_id: null,
      changed_at: clock.now(),
      remark: null,
      survey_id: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

export interface DraftChange {
  readonly draftId: string;
  readonly authorityId: string;
  readonly rev: number;
  /** States in which the change may be made. */
  readonly from: readonly DraftRecord['state'][];
}

/** Throws changed-meanwhile when the draft is not as it was on the screen. */
export const changeDraft = (
  { db, clock }: Pick<PortalContext, 'db' | 'clock'>,
  { draftId, authorityId, rev, from }: DraftChange,
  change: (row: DraftRecord) => Partial<Omit<DraftRecord, 'id' | 'rev'>>,
): Promise<DraftRecord> =>
  inTransaction(db, async (tx) => {
    await findDraft(tx, draftId, authorityId);
    const row = await tx
      .selectFrom('survey_drafts')
      .selectAll()
      .where('id', '=', draftId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.rev !== rev || !from.includes(row.state))
      throw new DeskProblemError('changed-meanwhile');
    return tx
      .updateTable('survey_drafts')
      .set({ ...change(row), rev: row.rev + 1, changed_at: clock.now() })
      .where('id', '=', draftId)
      .returningAll()
      .executeTakeFirstOrThrow();
  });

/** Whoever changes a draft becomes its author: the other one may check it then. */
export const saveDraft = (
  context: Pick<PortalContext, 'db' | 'clock'>,
  place: Omit<DraftChange, 'from'>,
  draft: SurveyDraft,
  authorId: string,
): Promise<DraftRecord> =>
  changeDraft(context, { ...place, from: ['draft'] }, () => ({
    ...columnsOf(draft),
    author_id: authorId,
  }));
