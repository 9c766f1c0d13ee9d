import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { DeskAction } from '../../desk-api.ts';
import type {
  SurveyDetail,
  SurveyList,
  TopicDetail,
  TopicList,
} from '../../desk-api/participation.ts';
import type { DeskFailure, DeskInput, DeskReply } from '../api/desk-client.ts';
import { useSessionStore } from './session.ts';

type TopicAction = 'approveTopic' | 'returnTopic' | 'declineTopic';
type SurveyAction =
  | 'createSurvey'
  | 'saveSurvey'
  | 'submitSurvey'
  | 'sendBackSurvey'
  | 'publishSurvey'
  | 'closeSurvey'
  | 'decideSurvey';

/** Topics and surveys of one's own authority. */
export const useParticipationDesk = defineStore('desk-participation', () => {
  const session = useSessionStore();
  const topics = shallowRef<TopicList>();
  const topic = shallowRef<TopicDetail>();
  const surveys = shallowRef<SurveyList>();
  const survey = shallowRef<SurveyDetail>();
  const failure = shallowRef<DeskFailure>();
  /** Why the last change was not made. */
  const refusal = shallowRef<DeskFailure>();
  /** The key of the sentence that says what was done last. */
  const done = ref<string>();
  const busy = ref(false);

  const read = async <A extends DeskAction>(
    action: A,
    input: DeskInput<A>,
  ): Promise<DeskReply<A> | undefined> => {
    const result = await session.call(action, input);
    failure.value = result.ok ? undefined : result.error;
    return result.ok ? result.value : undefined;
  };

  const loadTopics = async (page: number): Promise<void> => {
    topics.value = (await read('listTopics', { query: { page: String(page) } })) ?? topics.value;
  };
  const loadTopic = async (topicId: string): Promise<void> => {
    topic.value = undefined;
    topic.value = await read('openTopic', { params: { topicId } });
  };
  const loadSurveys = async (page: number): Promise<void> => {
    surveys.value = (await read('listSurveys', { query: { page: String(page) } })) ?? surveys.value;
  };
  const loadSurvey = async (draftId: string): Promise<void> => {
    survey.value = undefined;
    survey.value = await read('openSurvey', { params: { draftId } });
  };

  const change = async <A extends DeskAction>(
    action: A,
    input: DeskInput<A>,
  ): Promise<DeskReply<A> | undefined> => {
    if (busy.value) return undefined;
    busy.value = true;
    done.value = undefined;
    try {
      const result = await session.call(action, input);
      refusal.value = result.ok ? undefined : result.error;
      if (result.ok) done.value = action;
      return result.ok ? result.value : undefined;
    } finally {
      busy.value = false;
    }
  };
  const changeTopic = async <A extends TopicAction>(
    action: A,
    input: DeskInput<A>,
  ): Promise<boolean> => {
    const changed = (await change(action, input)) as TopicDetail | undefined;
    if (changed !== undefined) topic.value = changed;
    return changed !== undefined;
  };
  const changeSurvey = async <A extends SurveyAction>(
    action: A,
    input: DeskInput<A>,
  ): Promise<SurveyDetail | undefined> => {
    const changed = (await change(action, input)) as SurveyDetail | undefined;
    if (changed !== undefined) survey.value = changed;
    return changed;
  };

  /** What was said about the page before. */
  const clearNews = (): void => {
    refusal.value = undefined;
    done.value = undefined;
    failure.value = undefined;
  };

  return {
    topics,
    topic,
    surveys,
    survey,
    failure,
    refusal,
    done,
    busy,
    loadTopics,
    loadTopic,
    loadSurveys,
    loadSurvey,
    changeTopic,
    changeSurvey,
    clearNews,
  };
});
