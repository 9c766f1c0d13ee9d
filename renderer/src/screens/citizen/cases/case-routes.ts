/** Following one's cases; fetched when somebody looks for them. */
export const caseRoutes = [
  { path: '/my-case', component: () => import('./MyCaseScreen.vue') },
  { path: '/my-cases', component: () => import('./MyCasesScreen.vue') },
  {
    path: '/my-case/view',
    component: () => import('./CaseScreen.vue'),
    meta: { needs: 'case' },
  },
  {
    path: '/my-case/calendar',
    component: () => import('./CalendarScreen.vue'),
    meta: { needs: 'case' },
  },
  {
    path: '/my-case/write/:act',
    component: () => import('./WriteScreen.vue'),
    props: true,
    meta: { needs: 'case' },
  },
  {
    path: '/my-case/papers',
    component: () => import('./AddPapersScreen.vue'),
    meta: { needs: 'case' },
  },
  {
    path: '/my-case/papers/camera',
    component: () => import('../papers/CameraScreen.vue'),
    meta: { needs: 'case' },
  },
  {
    path: '/my-case/papers/files/:sourceId',
    component: () => import('../papers/FilesScreen.vue'),
    props: true,
    meta: { needs: 'case' },
  },
] as const;
