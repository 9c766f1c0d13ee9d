/** Setting the kiosk up; fetched only when somebody does. */
const page = (path: string, component: () => Promise<unknown>) => ({
  path,
  component,
  meta: { needs: 'installer' as const },
});

export const setupRoutes = [
  page('/staff/setup', () => import('./SetupOverview.vue')),
  page('/staff/setup/language', () => import('./StepLanguage.vue')),
  page('/staff/setup/screen', () => import('./StepScreen.vue')),
  page('/staff/setup/touch', () => import('./StepTouch.vue')),
  page('/staff/setup/network', () => import('./StepNetwork.vue')),
  page('/staff/setup/place', () => import('./StepPlace.vue')),
  page('/staff/setup/enrolment', () => import('./StepEnrolment.vue')),
  page('/staff/setup/devices', () => import('./StepDevices.vue')),
  page('/staff/setup/packs', () => import('./StepPacks.vue')),
  page('/staff/setup/access', () => import('./StepAccess.vue')),
  page('/staff/setup/staff', () => import('./StepStaff.vue')),
  page('/staff/setup/care', () => import('./StepCare.vue')),
  page('/staff/setup/locks', () => import('./StepLocks.vue')),
  page('/staff/setup/summary', () => import('./StepSummary.vue')),
  page('/staff/locks', () => import('./StaffLocksScreen.vue')),
  {
    path: '/setup-lost',
    component: () => import('./SetupLost.vue'),
    meta: { needs: 'nothing' as const },
  },
];
