import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type {
  SurveySummary,
  SurveyView,
  TopicSummary,
  TopicView,
} from '../../../contract/participation.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** Topics and surveys as this kiosk knows them. Nothing of it belongs to a citizen. */
export const useParticipationStore = defineStore('participation', () => {
  const client = useKioskClient();
  const topics = shallowRef<readonly TopicSummary[]>();
  const surveys = shallowRef<readonly SurveySummary[]>();
  const topic = shallowRef<TopicView>();
  const survey = shallowRef<SurveyView>();
  const error = ref<CallError>();

  const loadTopics = async (): Promise<void> => {
    const answer = await client.call('topics.list', {});
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) topics.value = answer.value;
  };
  const loadSurveys = async (): Promise<void> => {
    const answer = await client.call('surveys.list', {});
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) surveys.value = answer.value;
  };
  const loadTopic = async (topicId: string): Promise<void> => {
    if (topic.value?.topicId !== topicId) topic.value = undefined;
    const answer = await client.call('topics.get', { topicId });
    error.value = answer.ok ? undefined : answer.error;
    topic.value = answer.ok ? answer.value : undefined;
  };
  const loadSurvey = async (surveyId: string): Promise<void> => {
    if (survey.value?.surveyId !== surveyId) survey.value = undefined;
    const answer = await client.call('surveys.get', { surveyId });
    error.value = answer.ok ? undefined : answer.error;
    survey.value = answer.ok ? answer.value : undefined;
  };

  return { topics, surveys, topic, survey, error, loadTopics, loadSurveys, loadTopic, loadSurvey };
});
