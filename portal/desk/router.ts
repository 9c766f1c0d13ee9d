import {
  createRouter,
  createWebHashHistory,
  type Router,
  type RouterHistory,
  type RouteRecordRaw,
} from 'vue-router';
import CaseListScreen from './screens/CaseListScreen.vue';
import CaseScreen from './screens/CaseScreen.vue';
import FeedbackScreen from './screens/FeedbackScreen.vue';
import IdeasScreen from './screens/IdeasScreen.vue';
import KiosksScreen from './screens/KiosksScreen.vue';
import TemplatesScreen from './screens/TemplatesScreen.vue';
import { participationPages } from './screens/participation/participation-pages.ts';
import NotFoundScreen from './screens/NotFoundScreen.vue';

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'cases', component: CaseListScreen },
  { path: '/cases/:caseId', name: 'case', component: CaseScreen, props: true },
  { path: '/templates', name: 'templates', component: TemplatesScreen },
  { path: '/ideas', name: 'ideas', component: IdeasScreen },
  {
    path: '/receptions',
    name: 'receptions',
    component: () => import('./screens/ReceptionsScreen.vue'),
  },
  { path: '/feedback', name: 'feedback', component: FeedbackScreen },
  { path: '/kiosks', name: 'kiosks', component: KiosksScreen },
  ...participationPages,
  { path: '/:path(.*)*', name: 'nowhere', component: NotFoundScreen },
];

/** Addresses live behind the #, so the portal serves one page and no case id reaches its log. */
export const createDeskRouter = (history: RouterHistory = createWebHashHistory()): Router =>
  createRouter({ history, routes });
