/** All pages of the set-up come as one file, and only when somebody sets the kiosk up. */
const room = () => import('./SetupRoom.vue');
const needs = 'installer' as const;

export const setupRoutes = [
  { path: '/staff/setup', component: room, meta: { needs } },
  { path: '/staff/setup/:step', component: room, props: true, meta: { needs } },
  { path: '/staff/locks', component: () => import('./StaffLocksScreen.vue'), meta: { needs } },
  {
    path: '/setup-lost',
    component: () => import('./SetupLost.vue'),
    meta: { needs: 'nothing' as const },
  },
];
