/** Staff's pages by address; fetched only when staff come. */
export const staffRoutes = [
  {
    path: '/staff/sign-in',
    component: () => import('./StaffSignInScreen.vue'),
    meta: { needs: 'staff-door' },
  },
  {
    path: '/staff/today',
    component: () => import('./StaffTodayScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/queue',
    component: () => import('./StaffQueueScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/queue/:id/discard',
    component: () => import('./StaffDiscardScreen.vue'),
    props: true,
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/stick',
    component: () => import('./StaffStickScreen.vue'),
    meta: { needs: 'staff' },
  },
] as const;
