import type { Language } from './languages.ts';

/** Every language by its own name, never a flag. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  az: 'Azərbaycanca',
  ru: 'Русский',
  en: 'English',
};

/** Two letters for where the name has no room. */
export const LANGUAGE_CODES: Readonly<Record<Language, string>> = { az: 'AZ', ru: 'RU', en: 'EN' };
