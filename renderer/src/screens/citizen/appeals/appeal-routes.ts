import type { RouteRecordRaw } from 'vue-router';

/** Appeals, the idea bank and feedback: fetched when somebody goes there. */
export const appealRoutes = [
  { path: '/appeals', component: () => import('./AppealsScreen.vue') },
  { path: '/ideas', component: () => import('../ideas/IdeasScreen.vue') },
  { path: '/ideas/:ideaId', component: () => import('../ideas/IdeaScreen.vue'), props: true },
  {
    path: '/feedback/:about?',
    component: () => import('../feedback/FeedbackScreen.vue'),
    props: ({ params }) => ({ about: params['about'] || 'kiosk' }),
  },
  {
    path: '/apply/repeat',
    component: () => import('./RepeatScreen.vue'),
    meta: { needs: 'draft' },
  },
] satisfies RouteRecordRaw[];
