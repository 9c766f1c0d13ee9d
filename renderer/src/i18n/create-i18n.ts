import { createI18n } from 'vue-i18n';
import az from './az.json';
import en from './en.json';
import ru from './ru.json';

/** Messages of all three languages at once: changing the language must not wait for anything. */
export const createKioskI18n = () =>
  createI18n({
    legacy: false,
    locale: 'az',
    fallbackLocale: false as const,
    messages: { az, ru, en },
  });
