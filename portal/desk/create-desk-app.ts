import { createPinia } from 'pinia';
import { createApp, watchEffect, type App } from 'vue';
import type { Router } from 'vue-router';
import { provideDeskClient, type DeskClient } from './api/desk-client.ts';
import DeskApp from './DeskApp.vue';
import { createDeskI18n } from './i18n/create-desk-i18n.ts';
import { provideLanguageMemory, useLanguageStore, type LanguageMemory } from './stores/language.ts';
import { useDraftsStore } from './stores/drafts.ts';

export interface DeskParts {
  readonly client: DeskClient;
  readonly router: Router;
  readonly memory: LanguageMemory;
}

const followLanguage = (i18n: ReturnType<typeof createDeskI18n>): void => {
  const store = useLanguageStore();
  watchEffect(() => {
    i18n.global.locale.value = store.language;
    document.documentElement.lang = store.language;
  });
};

/** The browser asks before it throws an unsent text away. */
const guardDrafts = (): void => {
  const drafts = useDraftsStore();
  addEventListener('beforeunload', (event) => {
    if (drafts.hasText) event.preventDefault();
  });
};

/** The whole desk, ready to be mounted. */
export const createDeskApp = ({ client, router, memory }: DeskParts): App => {
  const app = createApp(DeskApp);
  const i18n = createDeskI18n();
  provideDeskClient(app, client);
  provideLanguageMemory(app, memory);
  app.use(createPinia()).use(i18n).use(router);
  app.runWithContext(() => {
    followLanguage(i18n);
    guardDrafts();
  });
  return app;
};
