/** What there is to read, and finding it: fetched when somebody goes there. */
export const informationRoutes = [
  { path: '/search', component: () => import('./SearchScreen.vue') },
  { path: '/information', component: () => import('./InformationScreen.vue') },
  { path: '/information/:id', component: () => import('./ArticleScreen.vue'), props: true },
  { path: '/news', component: () => import('./NewsScreen.vue') },
  { path: '/calendar', component: () => import('./CalendarScreen.vue') },
  { path: '/authorities', component: () => import('./AuthoritiesScreen.vue') },
  { path: '/authorities/:id', component: () => import('./AuthorityScreen.vue'), props: true },
  {
    path: '/take-along',
    component: () => import('./TakeAlongScreen.vue'),
    meta: { needs: 'take-along' },
  },
] as const;
