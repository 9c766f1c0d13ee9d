import type { PublishedDecision, PublishedTopic } from '../../contract/participation.ts';
import type { Board } from '../../contract/voting/board.ts';
import {
  surveyPhase,
  type SurveyManifest,
  type SurveyPhase,
} from '../../contract/voting/manifest.ts';
import type { PortalContext } from '../context.ts';
import { readDecision } from '../participation/survey-desk.ts';
import { readTopics } from '../participation/topic-records.ts';
import type { Surveys } from '../voting/surveys.ts';

/** One survey as everybody may know it. */
export interface PublicSurvey {
  readonly manifest: SurveyManifest;
  readonly phase: SurveyPhase;
  readonly board?: Board | undefined;
  /** Of the counted ballots, sorted: a place says nothing of when. */
  readonly trackers: readonly string[];
  /** The board's JWS, so that anybody can check it. */
  readonly signedBoard?: string | undefined;
  readonly decision?: PublishedDecision | undefined;
}

/** What the public page reads: published things alone, never a ballot or a request. */
export interface PublishedWorks {
  surveys(): Promise<readonly PublicSurvey[]>;
  survey(surveyId: string): Promise<PublicSurvey | undefined>;
  topics(): Promise<readonly PublishedTopic[]>;
  now(): number;
}

/** Figures that the survey's rule keeps back are nobody's yet, whatever a board says. */
const withoutEarlyFigures = (board: Board, { content }: SurveyManifest): Board =>
  content.resultRule === 'at_end' && !board.final ? { ...board, totals: null } : board;

export const createPublishedWorks = (
  { db, clock }: Pick<PortalContext, 'db' | 'clock'>,
  surveys: Surveys,
): PublishedWorks => {
  const know = async (manifest: SurveyManifest): Promise<PublicSurvey> => {
    const published = await surveys.published(manifest.surveyId);
    return {
      manifest,
      phase: surveyPhase(manifest.times, clock.now()),
      board: published && withoutEarlyFigures(published.board, manifest),
      trackers: published?.trackers ?? [],
      signedBoard: published?.signed,
      decision: await readDecision(db, manifest.surveyId),
    };
  };
  return {
    surveys: async () => {
      const known: PublicSurvey[] = [];
      for (const manifest of await surveys.list()) known.push(await know(manifest));
      return known;
    },
    survey: async (surveyId) => {
      const manifest = await surveys.find(surveyId);
      return manifest && know(manifest);
    },
    topics: () => readTopics(db),
    now: () => clock.now(),
  };
};
