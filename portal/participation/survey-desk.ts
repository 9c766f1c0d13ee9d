import { sql } from 'kysely';
import { DECISION_PUBLICATION, type DecisionOutcome } from '../../contract/participation.ts';
import type { SurveyContent } from '../../contract/voting/manifest.ts';
import type { Db, PortalContext } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import type {
  SurveyDetail,
  SurveyDraft,
  SurveyList,
  SurveyRow,
} from '../desk-api/participation.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import { toOfficial, type OfficialRecord } from '../officials/officials.ts';
import { publish } from '../publications/publish.ts';
import type { Surveys } from '../voting/surveys.ts';
import { type AuthoredDraft, listDrafts } from './list-drafts.ts';
import {
  changeDraft,
  checkDraft,
  createDraft,
  findDraft,
  saveDraft,
  timesOf,
  toDraft,
  type DraftRecord,
} from './survey-drafts.ts';
import { knowSurveys, type SurveyKnowledge } from './survey-knowledge.ts';
import { findTopic, tieTopicToSurvey } from './topic-records.ts';

export interface SurveyDeskOptions {
  readonly context: PortalContext;
  readonly surveys: Surveys;
}

/** An official at work: who it is, and the authority. */
export interface Worker {
  readonly official: OfficialRecord;
  readonly authorityId: string;
}

/** In the order of a hash: the same each time, and no order in which they came. */
const readComments = (db: Db, surveyId: string) =>
  db
    .selectFrom('survey_comments')
    .select(['language', 'text'])
    .where('survey_id', '=', surveyId)
    .orderBy(sql`md5(text)`)
    .limit(500)
    .execute();

const sum = ({ verified, declared }: { verified: number; declared: number }): number =>
  verified + declared;

const toRow = (row: AuthoredDraft, { manifest, board, decision }: SurveyKnowledge): SurveyRow => {
  const draft = toDraft(row);
  return {
    draftId: row.id,
    state: row.state,
    title: draft.content.title,
    opens: manifest?.times.opens ?? draft.opens,
    closes: manifest?.times.closes ?? draft.closes,
    changedAt: row.changed_at,
    author: row.author,
    ...(row.survey_id === null ? {} : { surveyId: row.survey_id }),
    ...(board && { issued: sum(board.issued), cast: sum(board.cast) }),
    final: board?.final === true,
    decided: decision !== undefined,
  };
};

/** What officials may do with surveys of their own authority, and see of them: counts, never votes. */
export const createSurveyDesk = ({ context, surveys }: SurveyDeskOptions) => {
  const { db, clock } = context;

  const know = (surveyIds: readonly (string | null)[]) => knowSurveys(db, surveys, surveyIds);

  const withAuthor = async (row: DraftRecord): Promise<AuthoredDraft> => {
    const { full_name: author } = await db
      .selectFrom('officials')
      .select('full_name')
      .where('id', '=', row.author_id)
      .executeTakeFirstOrThrow();
    return { ...row, author };
  };

  const describe = async (row: DraftRecord, { official }: Worker): Promise<SurveyDetail> => {
    const known = (await know([row.survey_id]))(row.survey_id);
    const { manifest, board, decision } = known;
    return {
      ...toRow(await withAuthor(row), known),
      rev: row.rev,
      draft: toDraft(row),
      ...(row.topic_id === null ? {} : { topicId: row.topic_id }),
      ...(row.remark === null ? {} : { remark: row.remark }),
      mine: row.author_id === official.id,
      ...(manifest && { times: manifest.times }),
      ...(manifest?.closedEarly && { closedEarly: manifest.closedEarly }),
      ...(board && { board }),
      ...(decision && { decision }),
      comments: row.survey_id === null ? [] : await readComments(db, row.survey_id),
      now: clock.now(),
    };
  };

  const openedSurvey = async (draftId: string, worker: Worker) => {
    const row = await findDraft(db, draftId, worker.authorityId);
    if (row.survey_id === null) throw new DeskProblemError('changed-meanwhile');
    return { row, surveyId: row.survey_id };
  };

  return {
    list: async (page: number, { authorityId }: Worker): Promise<SurveyList> => {
      const { rows, ...place } = await listDrafts(db, authorityId, page);
      const known = await know(rows.map(({ survey_id: id }) => id));
      const listed = rows.map((row) => toRow(row, known(row.survey_id)));
      return { surveys: listed, ...place, now: clock.now() };
    },
    open: async (draftId: string, worker: Worker): Promise<SurveyDetail> =>
      describe(await findDraft(db, draftId, worker.authorityId), worker),
    create: async (
      draft: SurveyDraft,
      topicId: string | undefined,
      worker: Worker,
    ): Promise<SurveyDetail> => {
      checkDraft(draft, worker.authorityId, clock.now());
      const { authorityId, official } = worker;
      if (topicId !== undefined && (await findTopic(db, topicId, authorityId)) === undefined)
        throw new DeskProblemError('not-found');
      const row = await createDraft(context, {
        draft,
        authorityId,
        authorId: official.id,
        topicId,
      });
      return describe(row, worker);
    },
    save: async (
      draftId: string,
      rev: number,
      draft: SurveyDraft,
      worker: Worker,
    ): Promise<SurveyDetail> => {
      checkDraft(draft, worker.authorityId, clock.now());
      const place = { draftId, authorityId: worker.authorityId, rev };
      return describe(await saveDraft(context, place, draft, worker.official.id), worker);
    },
    submit: async (draftId: string, rev: number, worker: Worker): Promise<SurveyDetail> => {
      const place = { draftId, authorityId: worker.authorityId, rev, from: ['draft'] as const };
      return describe(
        await changeDraft(context, place, () => ({ state: 'checking', remark: null })),
        worker,
      );
    },
    sendBack: async (
      draftId: string,
      rev: number,
      remark: string,
      worker: Worker,
    ): Promise<SurveyDetail> => {
      const place = { draftId, authorityId: worker.authorityId, rev, from: ['checking'] as const };
      return describe(
        await changeDraft(context, place, () => ({ state: 'draft', remark })),
        worker,
      );
    },
    /** Two people stand behind a survey: its author cannot open it. */
    publish: async (draftId: string, rev: number, worker: Worker): Promise<SurveyDetail> => {
      const row = await findDraft(db, draftId, worker.authorityId);
      if (row.author_id === worker.official.id) throw new DeskProblemError('not-allowed');
      const draft = toDraft(row);
      checkDraft(draft, worker.authorityId, clock.now());
      await surveys.open(
        { content: draft.content, times: timesOf(draft, clock.now()) },
        async (tx, { surveyId }) => {
          // In the transaction that opens the survey: of two who press at once, one is refused.
          const done = await tx
            .updateTable('survey_drafts')
            .set({
              state: 'opened',
              survey_id: surveyId,
              checker_id: worker.official.id,
              rev: rev + 1,
              changed_at: clock.now(),
            })
            .where('id', '=', draftId)
            .where('rev', '=', rev)
            .where('state', '=', 'checking')
            .where('author_id', '<>', worker.official.id)
            .executeTakeFirst();
          if (done.numUpdatedRows === 0n) throw new DeskProblemError('changed-meanwhile');
          if (row.topic_id !== null) await tieTopicToSurvey(tx, row.topic_id, surveyId);
        },
      );
      return describe(await findDraft(db, draftId, worker.authorityId), worker);
    },
    closeEarly: async (
      draftId: string,
      reason: SurveyContent['title'],
      worker: Worker,
    ): Promise<SurveyDetail> => {
      const { row, surveyId } = await openedSurvey(draftId, worker);
      if ((await surveys.closeEarly(surveyId, reason)) === undefined)
        throw new DeskProblemError('changed-meanwhile');
      return describe(row, worker);
    },
    /** What the authority does with the result: once, and only when the result is final. */
    decide: async (
      draftId: string,
      decision: { readonly outcome: DecisionOutcome; readonly text: SurveyContent['title'] },
      worker: Worker,
    ): Promise<SurveyDetail> => {
      const { row, surveyId } = await openedSurvey(draftId, worker);
      const published = await surveys.published(surveyId);
      if (published?.board.final !== true) throw new DeskProblemError('changed-meanwhile');
      await inTransaction(db, async (tx) => {
        const { outcome, text } = decision;
        const at = clock.now();
        const added = await tx
          .insertInto('survey_decisions')
          .values({
            survey_id: surveyId,
            outcome,
            text: JSON.stringify(text),
            official_id: worker.official.id,
            at,
          })
          .onConflict((conflict) => conflict.column('survey_id').doNothing())
          .executeTakeFirst();
        if (added.numInsertedOrUpdatedRows === 0n) throw new DeskProblemError('changed-meanwhile');
        const body = { surveyId, outcome, text, official: toOfficial(worker.official), at };
        await publish(tx, { kind: DECISION_PUBLICATION, id: surveyId, body });
      });
      return describe(row, worker);
    },
  };
};
export type SurveyDesk = ReturnType<typeof createSurveyDesk>;
