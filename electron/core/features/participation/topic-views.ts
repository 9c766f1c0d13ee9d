import type {
  PublishedTopic,
  TopicStep,
  TopicSummary,
  TopicView,
} from '../../../../contract/participation.ts';
import { surveyPhase } from '../../../../contract/voting/manifest.ts';
import type { Names } from './names.ts';
import type { KnownSurvey } from './survey-views.ts';

export const toTopicSummary = (
  { topicId, authorityId, direction, text }: PublishedTopic,
  survey: KnownSurvey | undefined,
  names: Names,
  now: number,
): TopicSummary => {
  const authorityName = names.authority(authorityId);
  const directionName = names.direction(direction);
  return {
    topicId,
    authorityId,
    ...(authorityName && { authorityName }),
    direction,
    ...(directionName && { directionName }),
    text,
    ...(survey && { phase: surveyPhase(survey.manifest.times, now) }),
  };
};

/** Only what has happened: a station that lies ahead is no station. */
const timelineOf = (
  { approvedAt }: PublishedTopic,
  survey: KnownSurvey | undefined,
  now: number,
): readonly TopicStep[] => {
  const steps: TopicStep[] = [{ step: 'approved', at: approvedAt }];
  if (survey === undefined) return steps;
  const { manifest, board, decision } = survey;
  steps.push(
    { step: 'opened', at: manifest.times.opens },
    { step: 'closed', at: manifest.times.closes },
  );
  if (board?.final === true) steps.push({ step: 'result', at: board.asOf });
  if (decision !== undefined) steps.push({ step: 'decided', at: decision.at });
  return steps.filter(({ at }) => at <= now);
};

export const toTopicView = (
  topic: PublishedTopic,
  survey: KnownSurvey | undefined,
  names: Names,
  now: number,
): TopicView => ({
  ...toTopicSummary(topic, survey, names, now),
  ...(topic.more && { more: topic.more }),
  timeline: timelineOf(topic, survey, now),
  ...(survey && { surveyId: survey.manifest.surveyId }),
  ...(survey?.decision && { decision: survey.decision }),
});
