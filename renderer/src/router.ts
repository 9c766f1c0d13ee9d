import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import AttractScreen from './screens/citizen/AttractScreen.vue';
import { caseRoutes } from './screens/citizen/cases/case-routes.ts';
import CheckScreen from './screens/citizen/CheckScreen.vue';
import ClearedScreen from './screens/citizen/ClearedScreen.vue';
import DoneScreen from './screens/citizen/DoneScreen.vue';
import FinishScreen from './screens/citizen/FinishScreen.vue';
import HomeScreen from './screens/citizen/HomeScreen.vue';
import { identityRoutes } from './screens/citizen/identity/identity-routes.ts';
import { papersRoutes } from './screens/citizen/papers/papers-routes.ts';
import QuestionScreen from './screens/citizen/QuestionScreen.vue';
import { informationRoutes } from './screens/citizen/information/information-routes.ts';
import { appealRoutes } from './screens/citizen/appeals/appeal-routes.ts';
import { participationRoutes } from './screens/participation/participation-routes.ts';
import { insteadOf, setupGuard } from './screens/staff/setup/setup-guard.ts';
import { setupRoutes } from './screens/staff/setup/setup-routes.ts';
import { staffRoutes } from './screens/staff/staff-routes.ts';
import { useCaseStore } from './stores/case.ts';
import { useFormStore } from './stores/form.ts';
import { useSessionStore } from './stores/session.ts';
import { useStaffStore } from './stores/staff.ts';
import { useTakeAlongStore } from './stores/take-along.ts';
import { useSubmissionStore } from './stores/submission.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** What must be there before the screen makes sense; without it the guard leads elsewhere. */
    readonly needs?:
      | 'nothing'
      | 'draft'
      | 'receipt'
      | 'case'
      | 'staff-door'
      | 'staff'
      | 'installer'
      | 'take-along';
  }
}

const routes = [
  { path: '/', component: AttractScreen, meta: { needs: 'nothing' } },
  { path: '/cleared', component: ClearedScreen, meta: { needs: 'nothing' } },
  { path: '/home', component: HomeScreen },
  { path: '/help', component: () => import('./screens/citizen/HelpScreen.vue') },
  { path: '/display', component: () => import('./screens/citizen/DisplayScreen.vue') },
  { path: '/finish', component: FinishScreen },
  { path: '/services', component: () => import('./screens/citizen/ServicesScreen.vue') },
  {
    path: '/services/:serviceId',
    component: () => import('./screens/citizen/BeforeYouStartScreen.vue'),
    props: true,
  },
  {
    path: '/apply/questions/:field',
    component: QuestionScreen,
    props: true,
    meta: { needs: 'draft' },
  },
  {
    path: '/apply/stop/:field',
    component: () => import('./screens/citizen/StopScreen.vue'),
    props: true,
    meta: { needs: 'draft' },
  },
  { path: '/apply/check', component: CheckScreen, meta: { needs: 'draft' } },
  { path: '/apply/done', component: DoneScreen, meta: { needs: 'receipt' } },
  ...informationRoutes,
  ...caseRoutes,
  ...identityRoutes,
  ...papersRoutes,
  {
    path: '/staff-here',
    component: () => import('./screens/staff/StaffHereScreen.vue'),
  },
  ...appealRoutes,
  ...participationRoutes,
  ...staffRoutes,
  ...setupRoutes,
] as const;

/**
 * Screens by address. The history is kept in memory and screens replace one another, so nothing of
 * a citizen's way through the kiosk is in the browser's history. `words`: what every screen but the
 * first one waits for.
 */
export const createKioskRouter = (words: Promise<void>): Router => {
  const router = createRouter({ history: createMemoryHistory(), routes: [...routes] });
  router.beforeEach(({ path }) => (path === '/' ? true : words.then(() => true)));
  router.beforeEach(({ path, meta: { needs } }) => {
    const instead = insteadOf(path);
    if (instead !== undefined) return instead;
    if (needs === 'nothing') return true;
    if (needs === 'installer') return setupGuard();
    if (needs === 'staff-door') return useStaffStore().present || '/';
    if (needs === 'staff') return useStaffStore().who !== undefined || '/';
    if (!useSessionStore().active) return '/';
    if (needs === 'take-along' && useTakeAlongStore().taken === undefined) return '/home';
    if (needs === 'draft' && useFormStore().draft === undefined) return '/home';
    if (needs === 'receipt' && useSubmissionStore().receipt === undefined) return '/home';
    if (needs === 'case' && useCaseStore().view === undefined) return '/my-case';
    return true;
  });
  // The router leaves an empty list of scroll positions there at its first step, whatever its history.
  void router.isReady().then(() => sessionStorage.clear());
  return router;
};
