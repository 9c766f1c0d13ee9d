import type { RouteRecordRaw } from 'vue-router';

/** Topics and surveys; fetched when somebody works on them. */
export const participationPages: readonly RouteRecordRaw[] = [
  { path: '/topics', name: 'topics', component: () => import('./TopicListScreen.vue') },
  {
    path: '/topics/:topicId',
    name: 'topic',
    component: () => import('./TopicScreen.vue'),
    props: true,
  },
  { path: '/surveys', name: 'surveys', component: () => import('./SurveyListScreen.vue') },
  { path: '/surveys/new', name: 'new-survey', component: () => import('./NewSurveyScreen.vue') },
  {
    path: '/surveys/:draftId',
    name: 'survey',
    component: () => import('./SurveyScreen.vue'),
    props: true,
  },
];
