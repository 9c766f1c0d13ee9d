import type { Language } from '../../contract/languages.ts';
import { formatDay, formatMoment } from '../../contract/domain/az-text.ts';
import type { SurveyText } from '../../contract/domain/survey.ts';
import { shownText } from '../../contract/domain/survey-text.ts';
import { html, type Html } from './html.ts';
import az from './words/az.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };

export type PublicWord = keyof typeof az;
const WORDS: Readonly<Record<Language, Readonly<Record<PublicWord, string>>>> = { az, ru, en };

/** The page in one language. */
export interface PublicText {
  readonly language: Language;
  readonly t: (key: PublicWord, values?: Readonly<Record<string, string | number>>) => string;
  readonly moment: (milliseconds: number) => string;
  readonly day: (isoDay: string) => string;
  /** A published text with its language, and a word where nobody translated it. */
  readonly written: (text: SurveyText) => Html;
  readonly plain: (text: SurveyText) => string;
}

export const publicText = (language: Language): PublicText => {
  const t: PublicText['t'] = (key, values = {}) =>
    WORDS[language][key].replace(/\{(\w+)\}/gu, (_, name: string) => String(values[name] ?? ''));
  return {
    language,
    t,
    moment: (milliseconds) => formatMoment(language, milliseconds),
    day: (isoDay) => formatDay(language, isoDay),
    plain: (text) => shownText(text, language).text,
    written: (text) => {
      const shown = shownText(text, language);
      const note = shown.untranslated ? html` <em>(${t('onlyAzerbaijani')})</em>` : undefined;
      return html`<span class="written" lang="${shown.language}">${shown.text}</span>${note}`;
    },
  };
};
