import type { Language, Localized } from '../../../../contract/languages.ts';
import az from './words/az.json';
import en from './words/en.json';
import ru from './words/ru.json';

type Words = typeof en;
const WORDS: Readonly<Record<Language, Words>> = { az, ru, en };

export type CheckName = keyof Words['names'];
export type FindingName = keyof Words['texts'];
export type PaperName = keyof Words['paper'];

export type Values = Readonly<Record<string, string | number>>;

/** Whole numbers as they are, others with one place, and a comma where commas are written. */
const toText = (value: string | number | undefined, language: Language): string => {
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value ?? '');
  return language === 'en' ? value.toFixed(1) : value.toFixed(1).replace('.', ',');
};

const fill = (text: string, values: Values, language: Language): string =>
  text.replaceAll(/\{(\w+)\}/gu, (_, name: string) => toText(values[name], language));

/** A text made for every language. */
export const inEach = (make: (language: Language) => string): Localized => ({
  az: make('az'),
  ru: make('ru'),
  en: make('en'),
});

const inAll = (pick: (words: Words) => string, values: Values = {}): Localized =>
  inEach((language) => fill(pick(WORDS[language]), values, language));

/** Name of a check, and what was found, in every language: the screen, the paper and the file say the same. */
export const checkName = (check: CheckName): Localized => inAll(({ names }) => names[check]);
export const findingText = (finding: FindingName, values?: Values): Localized =>
  inAll(({ texts }) => texts[finding], values);
export const lockText = (lock: keyof Words['locks']): Localized =>
  inAll(({ locks }) => locks[lock]);
export const paperText = (name: PaperName, language: Language, values: Values = {}): string =>
  fill(WORDS[language].paper[name], values, language);
