import { byLanguage, type Words } from './sections.ts';

/** Every section in every language: changing the language must not wait for anything. */
export const allWords = byLanguage(
  import.meta.glob<Words>('./{az,ru,en}/*.json', { eager: true, import: 'default' }),
);
