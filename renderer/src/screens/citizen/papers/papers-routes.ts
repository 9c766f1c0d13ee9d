/** Papers of an application, who the person is, and putting it aside; fetched when they are needed. */
export const papersRoutes = [
  {
    path: '/apply/documents',
    component: () => import('./DocumentsScreen.vue'),
    meta: { needs: 'draft' },
  },
  {
    path: '/apply/documents/camera',
    component: () => import('./CameraScreen.vue'),
    meta: { needs: 'draft' },
  },
  {
    path: '/apply/documents/files/:sourceId',
    component: () => import('./FilesScreen.vue'),
    props: true,
    meta: { needs: 'draft' },
  },
  {
    path: '/apply/keep',
    component: () => import('./KeepScreen.vue'),
    meta: { needs: 'draft' },
  },
  { path: '/resume', component: () => import('./ResumeScreen.vue') },
  { path: '/my-card', component: () => import('./CardScreen.vue') },
] as const;
