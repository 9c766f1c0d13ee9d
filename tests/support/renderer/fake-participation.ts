import * as v from 'valibot';
import { checkSurveyAnswers } from '../../../contract/domain/survey-answers.ts';
import { countBallots } from '../../../contract/domain/survey-totals.ts';
import { servicePackSchema } from '../../../contract/packs.ts';
import type { SurveyView, TopicView } from '../../../contract/participation.ts';
import { fail, ok } from '../../../contract/result.ts';
import { formatTracker } from '../../../contract/voting/tracker.ts';
import type { VoteFinding } from '../../../contract/voting/views.ts';
import { SAMPLE_SURVEYS, SAMPLE_TOPICS } from '../../../portal/demonstration/sample-surveys.ts';
import topicPack from '../../../resources/packs/services/topic-proposal.json' with { type: 'json' };
import type { FakeHandlers } from './fake-kiosk.ts';
import { someAuthorities } from './fake-kiosk.ts';

export const topicService = v.parse(servicePackSchema, topicPack);

const NOW = Date.UTC(2026, 10, 23, 8, 0);
const DAY = 86_400_000;
export const fakeTracker = formatTracker('K7M2QX94HB3T0ZPA');

const nameOf = (id: string) => someAuthorities.find((one) => one.id === id)?.name;
const directionOf = (id: string | undefined) =>
  topicService.questions
    .find(({ field }) => field === 'direction')
    ?.options?.find(({ value }) => value === id)?.label;

const surveyOf = (index: number): SurveyView => {
  const sample = SAMPLE_SURVEYS[index]!;
  const { content, decision } = sample;
  const final = sample.closes < 0;
  const closes = NOW + sample.closes * DAY;
  const cast = sample.votes.length;
  const [authorityName, directionName] = [
    nameOf(content.authorityId),
    directionOf(content.direction),
  ];
  return {
    surveyId: `s-${index}`,
    rev: 1,
    authorityId: content.authorityId,
    ...(authorityName && { authorityName }),
    ...(directionName && { directionName }),
    origin: content.origin,
    title: content.title,
    content,
    phase: final ? 'final' : 'open',
    times: {
      opens: NOW + sample.opens * DAY,
      closes,
      graceUntil: closes + 2 * DAY,
      ballotsUntil: closes + 4 * DAY,
    },
    closedEarly: false,
    decisionMissing: final && decision === undefined,
    classes: ['verified', 'declared'],
    ...(decision && {
      decision: {
        surveyId: `s-${index}`,
        ...decision,
        official: { name: 'Aygün Məmmədova', position: 'Şöbə müdiri' },
        at: NOW - DAY,
      },
    }),
    ...(final && {
      results: {
        asOf: NOW - 2 * DAY,
        final,
        issued: cast + 2,
        cast,
        spoilt: 0,
        byChannel: { kiosk: cast, online: 2 },
        byClass: { verified: { issued: 0, cast: 0 }, declared: { issued: cast + 2, cast } },
        totals: {
          verified: countBallots(content.questions, []),
          declared: countBallots(content.questions, sample.votes),
        },
        trackers: cast,
      },
    }),
    publicAddress: `http://127.0.0.1/participation/surveys/s-${index}`,
    now: NOW,
  };
};

export const fakeSurveys: readonly SurveyView[] = SAMPLE_SURVEYS.map((_, index) => surveyOf(index));

export const fakeTopics: readonly TopicView[] = SAMPLE_TOPICS.map((topic) => {
  const survey = SAMPLE_SURVEYS.findIndex(({ topicId }) => topicId === topic.id);
  const [authorityName, directionName] = [nameOf(topic.authorityId), directionOf(topic.direction)];
  return {
    topicId: topic.id,
    authorityId: topic.authorityId,
    ...(authorityName && { authorityName }),
    direction: topic.direction,
    ...(directionName && { directionName }),
    text: topic.text,
    ...(topic.more && { more: topic.more }),
    timeline: [{ step: 'approved', at: NOW - topic.daysAgo * DAY }],
    ...(survey >= 0 && { surveyId: `s-${survey}`, phase: 'open' as const }),
  };
});

/** Topics, surveys and votes for the fake kiosk. `finding`: what a tracker finds. */
export const participationHandlers = (
  finding: VoteFinding = { state: 'counted', listAsOf: NOW },
): FakeHandlers => ({
  'topics.list': () => ok(fakeTopics),
  'topics.get': ({ topicId }) => {
    const topic = fakeTopics.find((one) => one.topicId === topicId);
    return topic === undefined ? fail('not_found') : ok(topic);
  },
  'topics.similar': ({ text }) => ok(text.includes('park') ? fakeTopics.slice(0, 1) : []),
  'surveys.list': () => ok(fakeSurveys),
  'surveys.get': ({ surveyId }) => {
    const survey = fakeSurveys.find((one) => one.surveyId === surveyId);
    return survey === undefined ? fail('not_found') : ok(survey);
  },
  'surveys.calendar': () => ok([]),
  'surveys.comment': () => ok(null),
  'votes.cast': ({ surveyId, answers }) => {
    const survey = fakeSurveys.find((one) => one.surveyId === surveyId);
    if (survey === undefined) return fail('not_found');
    const checked = checkSurveyAnswers(survey.content.questions, answers);
    return checked.ok
      ? ok({
          surveyId,
          tracker: fakeTracker,
          qr: fakeTracker,
          class: 'declared',
          graceUntil: survey.times.graceUntil,
        })
      : fail('answers_incomplete');
  },
  'votes.findTracker': () => ok(finding),
});
