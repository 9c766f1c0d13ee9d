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
  {
    path: '/staff/more',
    component: () => import('./StaffMoreScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/match',
    component: () => import('./StaffMatchScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/figures',
    component: () => import('./StaffFiguresScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/audit',
    component: () => import('./StaffAuditScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/day',
    component: () => import('./StaffDayScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/pin',
    component: () => import('./StaffPinScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/people',
    component: () => import('./StaffPeopleScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/people/:number',
    component: () => import('./StaffPersonScreen.vue'),
    props: true,
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/people/:number/unlock',
    component: () => import('./StaffUnlockScreen.vue'),
    props: true,
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/settings',
    component: () => import('./StaffSettingsScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/settings/attract',
    component: () => import('./StaffAttractScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/damage',
    component: () => import('./StaffDamageScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/keys',
    component: () => import('./StaffKeysScreen.vue'),
    meta: { needs: 'staff' },
  },
  {
    path: '/staff/content',
    component: () => import('./StaffContentScreen.vue'),
    meta: { needs: 'staff' },
  },
] as const;
