import type { CaseNotice, CaseStatus } from '../../../contract/domain/case-status.ts';
import type { Language } from '../../../contract/languages.ts';
import az from './words/az.json';
import en from './words/en.json';
import ru from './words/ru.json';

type Messages = { readonly [key: string]: string | Messages };

const MESSAGES: Readonly<Record<Language, Messages>> = { az, ru, en };

const STATUS: Readonly<Record<Language, Readonly<Record<CaseStatus | CaseNotice, string>>>> = {
  az: az.status,
  ru: ru.status,
  en: en.status,
};

/** A station of a case in words. */
export const statusOnPaper = (status: CaseStatus | CaseNotice, language: Language): string =>
  STATUS[language][status];

/** Texts that stand on paper, by key, with `{names}` filled in. */
export type PaperWords = (
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Throws for a key that is not in the file: tests print every document. */
export const paperWords =
  (language: Language): PaperWords =>
  (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<string | Messages | undefined>(
        (part, name) => (typeof part === 'object' ? part[name] : undefined),
        MESSAGES[language],
      );
    if (typeof found !== 'string') throw new Error(`there is no text "${key}" for paper`);
    return found.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
