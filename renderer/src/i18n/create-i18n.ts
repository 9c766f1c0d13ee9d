import { createI18n } from 'vue-i18n';
import { LANGUAGES } from '../../../contract/languages.ts';
import type { allWords } from './all-words.ts';
import { firstWords } from './first-words.ts';

/** Knows the first screen's words; `addAllWords` brings the others. */
export const createKioskI18n = () =>
  createI18n({
    legacy: false,
    locale: 'az',
    fallbackLocale: false as const,
    messages: firstWords,
  });

export type KioskI18n = ReturnType<typeof createKioskI18n>;
export type AllWords = () => Promise<{ readonly allWords: typeof allWords }>;

/** Fetches what is said after the first touch, in all languages at once. */
export const addAllWords = async (
  i18n: KioskI18n,
  fetchWords: AllWords = () => import('./all-words.ts'),
): Promise<void> => {
  const words = (await fetchWords()).allWords;
  for (const language of LANGUAGES) i18n.global.setLocaleMessage(language, words[language]);
};
