/** Saying who one is, in ways that somebody has looked at; fetched only when a flow needs it. */
export const identityRoutes = [
  { path: '/sign-in', component: () => import('./SignInScreen.vue') },
  { path: '/sign-in/phone', component: () => import('./PhoneSignInScreen.vue') },
  { path: '/sign-in/staff', component: () => import('./StaffSeenScreen.vue') },
] as const;
