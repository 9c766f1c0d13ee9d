import type { PublishedDecision } from '../../contract/participation.ts';
import type { Board } from '../../contract/voting/board.ts';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import type { Db } from '../context.ts';
import type { Surveys } from '../voting/surveys.ts';
import { readDecisions } from './survey-decisions.ts';

/** What is public of a survey, without its list of trackers. */
export interface SurveyKnowledge {
  readonly manifest?: SurveyManifest | undefined;
  readonly board?: Board | undefined;
  readonly decision?: PublishedDecision | undefined;
}

/** Knows these surveys, however many, by the same few queries. Answers what is known of one; a draft has none. */
export const knowSurveys = async (
  db: Db,
  surveys: Pick<Surveys, 'findAll' | 'boards'>,
  ofDrafts: readonly (string | null)[],
): Promise<(surveyId: string | null) => SurveyKnowledge> => {
  const surveyIds = ofDrafts.filter((id) => id !== null);
  if (surveyIds.length === 0) return () => ({});
  const manifests = await surveys.findAll(surveyIds);
  const boards = await surveys.boards(surveyIds);
  const decisions = await readDecisions(db, surveyIds);
  return (surveyId) =>
    surveyId === null
      ? {}
      : {
          manifest: manifests.get(surveyId),
          board: boards.get(surveyId),
          decision: decisions.get(surveyId),
        };
};
