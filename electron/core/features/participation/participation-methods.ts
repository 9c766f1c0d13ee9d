import { similarTopics } from '../../../../contract/domain/similar-topics.ts';
import { wordsIn } from '../../../../contract/domain/survey-text.ts';
import type {
  ParticipationDate,
  PublishedDecision,
  PublishedTopic,
  SurveySummary,
  SurveyView,
} from '../../../../contract/participation.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { Board } from '../../../../contract/voting/board.ts';
import type { SurveyManifest, SurveyPhase } from '../../../../contract/voting/manifest.ts';
import type { HandlersOf } from '../../methods.ts';
import type { PrintShop } from '../../printing/print-shop.ts';
import type { Names } from './names.ts';
import { resultsDocument } from './results-document.ts';
import type { SaveComment } from './save-comment.ts';
import { toSurveySummary, toSurveyView, type KnownSurvey } from './survey-views.ts';
import { toTopicSummary, toTopicView } from './topic-views.ts';

export interface ParticipationOptions {
  readonly topics: () => readonly PublishedTopic[];
  readonly decisions: () => readonly PublishedDecision[];
  /** Manifests whose signature was checked. */
  readonly surveys: () => readonly SurveyManifest[];
  /** The last step of the board whose signature was checked. */
  readonly board: (surveyId: string) => Board | undefined;
  readonly names: Names;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly saveComment: SaveComment;
  /** The portal's address, e.g. "https://portal.example.az"; undefined without one. */
  readonly portalUrl: string | undefined;
  readonly shop: PrintShop;
}

const ORDER: Readonly<Record<SurveyPhase, number>> = {
  open: 0,
  announced: 1,
  closing: 2,
  counting: 2,
  final: 2,
};

/** Open ones by how soon they close, then those to come, then the others, the newest first. */
const bySurvey = (a: SurveySummary, b: SurveySummary): number => {
  const phases = ORDER[a.phase] - ORDER[b.phase];
  if (phases !== 0) return phases;
  return ORDER[a.phase] === 2 ? b.times.closes - a.times.closes : a.times.closes - b.times.closes;
};

type ParticipationHandlers = HandlersOf<'topics'> & HandlersOf<'surveys'>;

/** Topics and surveys as they were published to this kiosk. */
export const createParticipationMethods = (
  options: ParticipationOptions,
): ParticipationHandlers => {
  const { topics, decisions, surveys, board, names, now, saveComment, portalUrl, shop } = options;

  const known = (manifest: SurveyManifest): KnownSurvey => ({
    manifest,
    board: board(manifest.surveyId),
    decision: decisions().find(({ surveyId }) => surveyId === manifest.surveyId),
    topic: topics().find(({ surveyId }) => surveyId === manifest.surveyId),
  });
  const surveyOf = (surveyId: string | undefined): KnownSurvey | undefined => {
    const manifest = surveys().find((one) => one.surveyId === surveyId);
    return manifest && known(manifest);
  };
  const viewOf = (surveyId: string): SurveyView | undefined => {
    const survey = surveyOf(surveyId);
    if (survey === undefined) return undefined;
    const address =
      portalUrl === undefined
        ? undefined
        : new URL(`/participation/surveys/${surveyId}`, portalUrl).href;
    return toSurveyView(survey, names, now(), address);
  };
  const summaryOf = (topic: PublishedTopic) =>
    toTopicSummary(topic, surveyOf(topic.surveyId), names, now());

  return {
    'topics.list': () =>
      ok([...topics()].sort((a, b) => b.approvedAt - a.approvedAt).map(summaryOf)),
    'topics.get': ({ topicId }) => {
      const topic = topics().find((one) => one.topicId === topicId);
      return topic === undefined
        ? fail('not_found')
        : ok(toTopicView(topic, surveyOf(topic.surveyId), names, now()));
    },
    'topics.similar': ({ text, ...mine }) => {
      const comparable = topics().map((topic) => ({
        ...topic,
        texts: wordsIn(topic.text, topic.more),
        topic,
      }));
      const found = similarTopics({ ...mine, texts: [text] }, comparable);
      return ok(found.map(({ topic }) => summaryOf(topic)));
    },
    'surveys.list': () =>
      ok(
        surveys()
          .map((manifest) => toSurveySummary(known(manifest), names, now()))
          .sort(bySurvey),
      ),
    'surveys.get': ({ surveyId }) => {
      const view = viewOf(surveyId);
      return view === undefined ? fail('not_found') : ok(view);
    },
    'surveys.print': ({ surveyId, language }, { citizen }) => {
      const view = viewOf(surveyId);
      return view?.results === undefined
        ? fail('not_found')
        : shop.print(resultsDocument(view, view.results, language), citizen);
    },
    'surveys.calendar': () => ok(datesAhead(surveys(), now())),
    'surveys.comment': async ({ surveyId, language, text }) =>
      surveyOf(surveyId) === undefined
        ? fail('not_found')
        : saveComment({ surveyId, language, text }),
  };
};

/** Openings and closings that lie ahead, the next first. */
export const datesAhead = (
  manifests: readonly SurveyManifest[],
  now: number,
): readonly ParticipationDate[] =>
  manifests
    .flatMap(({ surveyId, content: { title, authorityId }, times }) => [
      { at: times.opens, what: 'survey_opens' as const, surveyId, title, authorityId },
      { at: times.closes, what: 'survey_closes' as const, surveyId, title, authorityId },
    ])
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at - b.at);
