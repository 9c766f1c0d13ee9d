import { compareText, foldForSearch } from '../../../../contract/domain/az-text.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { Authority } from '../../../../contract/packs.ts';

const startsWithWord = (text: string, typed: string): boolean =>
  ` ${foldForSearch(text)}`.includes(` ${typed}`);

/** Authorities whose name in any language has a word that begins with what was typed, in the order of the language. */
export const findAuthorities = (
  authorities: readonly Authority[],
  typed: string,
  language: Language,
): readonly Authority[] => {
  const wanted = foldForSearch(typed.trim());
  return authorities
    .filter(({ name }) => Object.values(name).some((text) => startsWithWord(text, wanted)))
    .toSorted((a, b) => compareText(language, a.name[language], b.name[language]));
};
