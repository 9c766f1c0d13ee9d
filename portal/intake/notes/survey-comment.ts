import { ok } from '../../../contract/result.ts';
import { surveyCommentSchema, type SurveyComment } from '../../../contract/participation.ts';
import { noteTaker, openedBy, type NoteOutcome } from './note-taker.ts';

/** Remarks of citizens: kept without the kiosk, the moment and the note's id, so that none can be laid beside a vote. */
export const surveyComments = noteTaker<SurveyComment>({
  prepare: (context, item) => {
    const opened = openedBy(surveyCommentSchema)(context, item);
    return opened.ok ? ok(opened.value) : opened;
  },
  take: async (_context, tx, notes) => {
    const outcomes = new Map<string, NoteOutcome>();
    for (const { id, content } of notes) {
      const { surveyId, language, text } = content;
      const survey = await tx
        .selectFrom('surveys')
        .select('id')
        .where('id', '=', surveyId)
        .executeTakeFirst();
      if (survey === undefined) outcomes.set(id, { status: 'refused', code: 'bad_content' });
      else
        await tx
          .insertInto('survey_comments')
          .values({ survey_id: surveyId, language, text })
          .execute();
    }
    return outcomes;
  },
});
