import { useBallotStore } from '../../stores/ballot.ts';

/** What must be there before a screen makes sense; without it the way leads elsewhere. */
const withBallot = (): true | string => useBallotStore().survey !== undefined || '/surveys';
const withVoter = (): true | string => useBallotStore().identified || '/surveys';
const withReceipt = (): true | string => useBallotStore().receipt !== undefined || '/surveys';

/** Topics, surveys and votes by address; fetched only when somebody comes for them. */
export const participationRoutes = [
  { path: '/participation', component: () => import('./ParticipationScreen.vue') },
  { path: '/topics', component: () => import('./TopicsScreen.vue') },
  { path: '/topics/propose', component: () => import('./ProposeScreen.vue') },
  {
    path: '/topics/similar',
    component: () => import('./SimilarTopicsScreen.vue'),
    meta: { needs: 'draft' },
  },
  { path: '/topics/:topicId', component: () => import('./TopicScreen.vue'), props: true },
  { path: '/surveys', component: () => import('./SurveysScreen.vue') },
  {
    path: '/surveys/closed',
    component: () => import('./SurveysScreen.vue'),
    props: { closed: true },
  },
  { path: '/surveys/view/:surveyId', component: () => import('./SurveyScreen.vue'), props: true },
  {
    path: '/surveys/results/:surveyId',
    component: () => import('./ResultsScreen.vue'),
    props: true,
  },
  {
    path: '/surveys/comment/:surveyId',
    component: () => import('./CommentScreen.vue'),
    props: true,
  },
  {
    path: '/vote/identity',
    component: () => import('./VoteIdentityScreen.vue'),
    beforeEnter: withBallot,
  },
  {
    path: '/vote/questions/:questionId',
    component: () => import('./VoteQuestionScreen.vue'),
    props: true,
    beforeEnter: withVoter,
  },
  {
    path: '/vote/check',
    component: () => import('./VoteCheckScreen.vue'),
    beforeEnter: withVoter,
  },
  {
    path: '/vote/done',
    component: () => import('./VoteDoneScreen.vue'),
    beforeEnter: withReceipt,
  },
  { path: '/my-vote', component: () => import('./MyVoteScreen.vue') },
] as const;
