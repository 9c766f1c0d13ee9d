import type { Language } from '../languages.ts';
import type { SurveyText } from './survey.ts';

export interface ShownText {
  readonly text: string;
  /** The language it is in: goes to the `lang` attribute, so that it is spelt and read out right. */
  readonly language: Language;
  /** The reader's own language was not there. */
  readonly untranslated: boolean;
}

/** The text in the reader's language, or in Azerbaijani where nobody translated it. */
export const shownText = (text: SurveyText, language: Language): ShownText => {
  const own = text[language];
  return own === undefined
    ? { text: text.az, language: 'az', untranslated: language !== 'az' }
    : { text: own, language, untranslated: false };
};

/** The words in every language that there is. */
export const wordsIn = (...texts: readonly (SurveyText | undefined)[]): readonly string[] =>
  texts.flatMap((text) => [text?.az, text?.ru, text?.en]).filter((words) => words !== undefined);
