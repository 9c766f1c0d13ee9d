import { createPinia } from 'pinia';
import { createApp, watchEffect, type App } from 'vue';
import { createKioskClient, provideKioskClient } from './api/kiosk-client.ts';
import type { Transport } from './api/transport.ts';
import KioskApp from './App.vue';
import { addAllWords, type AllWords, createKioskI18n } from './i18n/create-i18n.ts';
import { createKioskRouter } from './router.ts';
import { screenSizes } from './screen-sizes.ts';
import { useAppearanceStore } from './stores/appearance.ts';
import { useKioskStore } from './stores/kiosk.ts';
import { useSessionStore } from './stores/session.ts';

/** The whole screen over a transport, ready to be mounted. */
export const createKioskApp = (transport: Transport, fetchWords?: AllWords): App => {
  const app = createApp(KioskApp);
  const i18n = createKioskI18n();
  const words = addAllWords(i18n, fetchWords);
  provideKioskClient(app, createKioskClient(transport));
  app.use(createPinia()).use(i18n).use(createKioskRouter(words));
  app.runWithContext(() => {
    const session = useSessionStore();
    const appearance = useAppearanceStore();
    const kiosk = useKioskStore();
    const page = document.documentElement;
    watchEffect(() => {
      i18n.global.locale.value = session.language;
      page.lang = session.language;
    });
    watchEffect(() => {
      page.dataset['scale'] = String(appearance.scale);
      page.dataset['theme'] = appearance.theme;
      page.dataset['motion'] = appearance.still ? 'none' : 'usual';
    });
    watchEffect(() => {
      for (const [name, value] of screenSizes(kiosk.screen))
        if (value === undefined) page.style.removeProperty(name);
        else page.style.setProperty(name, value);
    });
  });
  return app;
};
