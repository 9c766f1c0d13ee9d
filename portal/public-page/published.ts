import type { PublishedDecision, PublishedTopic } from '../../contract/participation.ts';
import type { Board } from '../../contract/voting/board.ts';
import {
  surveyPhase,
  type SurveyManifest,
  type SurveyPhase,
} from '../../contract/voting/manifest.ts';
import type { PortalContext } from '../context.ts';
import { pageOf, rangeOf } from '../db/pages.ts';
import type { PageOf } from '../desk-api/paging.ts';
import { readDecisions } from '../participation/survey-decisions.ts';
import { listTopics } from '../participation/topic-records.ts';
import { countManifests, listManifests, manifestsAhead } from '../voting/survey-lists.ts';
import type { Surveys } from '../voting/surveys.ts';

/** One survey as everybody may know it. */
export interface PublicSurvey {
  readonly manifest: SurveyManifest;
  readonly phase: SurveyPhase;
  readonly decision?: PublishedDecision | undefined;
}

/** The same with what was counted. */
export interface CountedSurvey extends PublicSurvey {
  readonly board?: Board | undefined;
  /** Of the counted ballots, sorted: a place says nothing of when. */
  readonly trackers: readonly string[];
  /** The board's JWS, so that anybody can check it. */
  readonly signedBoard?: string | undefined;
}

export type SurveyPage = PageOf & { readonly surveys: readonly PublicSurvey[] };
export type TopicPage = PageOf & { readonly topics: readonly PublishedTopic[] };

/** What the public page reads: published things alone, never a ballot or a request. */
export interface PublishedWorks {
  /** A page: open surveys first, then announced, then closed ones. */
  surveys(page: number): Promise<SurveyPage>;
  /** Those that have not closed, the next to close first; a calendar holds so many. */
  surveysAhead(): Promise<readonly PublicSurvey[]>;
  survey(surveyId: string): Promise<CountedSurvey | undefined>;
  /** The survey in whose list the tracker stands. */
  surveyListing(tracker: string): Promise<CountedSurvey | undefined>;
  topics(page: number): Promise<TopicPage>;
  now(): number;
}

const MOST_AHEAD = 500;

/** Figures that the survey's rule keeps back are nobody's yet, whatever a board says. */
const withoutEarlyFigures = (board: Board, { content }: SurveyManifest): Board =>
  content.resultRule === 'at_end' && !board.final ? { ...board, totals: null } : board;

export const createPublishedWorks = (
  { db, clock }: Pick<PortalContext, 'db' | 'clock'>,
  surveys: Surveys,
): PublishedWorks => {
  const describe = async (manifests: readonly SurveyManifest[]): Promise<PublicSurvey[]> => {
    const ids = manifests.map(({ surveyId }) => surveyId);
    const decisions = await readDecisions(db, ids);
    return manifests.map((manifest) => ({
      manifest,
      phase: surveyPhase(manifest.times, clock.now()),
      decision: decisions.get(manifest.surveyId),
    }));
  };

  const survey: PublishedWorks['survey'] = async (surveyId) => {
    const manifest = await surveys.find(surveyId);
    const [described] = manifest === undefined ? [] : await describe([manifest]);
    if (described === undefined) return undefined;
    const published = await surveys.published(surveyId);
    return {
      ...described,
      board: published && withoutEarlyFigures(published.board, described.manifest),
      trackers: published?.trackers ?? [],
      signedBoard: published?.signed,
    };
  };

  return {
    surveys: async (page) => {
      const manifests = await listManifests(db, clock.now(), rangeOf(page));
      return { surveys: await describe(manifests), ...pageOf(page, await countManifests(db)) };
    },
    surveysAhead: async () => describe(await manifestsAhead(db, clock.now(), MOST_AHEAD)),
    survey,
    surveyListing: async (tracker) => {
      const surveyId = await surveys.listing(tracker);
      return surveyId === undefined ? undefined : survey(surveyId);
    },
    topics: (page) => listTopics(db, page),
    now: () => clock.now(),
  };
};
