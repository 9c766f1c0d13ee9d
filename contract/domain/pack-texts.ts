import { LANGUAGES, type Language, type Localized } from '../languages.ts';
import type { PackFault } from './pack-rules.ts';
import { toPlainLine } from './plain-text.ts';

type Place = PackFault['path'];

export interface TextFindings {
  readonly errors: readonly PackFault[];
  readonly warnings: readonly PackFault[];
}

interface PlacedText {
  readonly path: Place;
  readonly text: Localized;
}

/**
 * Longest text in characters by where it stands, the first match counting: what fits the screen at
 * the largest text size without hiding the answer.
 */
const LIMITS: readonly (readonly [RegExp, number])[] = [
  [/\.options\.\d+\.label$/, 100],
  [/\.label$/, 60],
  [/^questions\.\d+\.title$/, 120],
  [/\.(?:title|condition)$/, 200],
  [/\.(?:hint|summary)$/, 250],
  [/^passport\.conditions\.\d+$/, 400],
];
const LONGEST = 600;

/** Everything in the value that has a text for each language, with its place. */
const textsWithin = (value: unknown, path: Place = []): PlacedText[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (LANGUAGES.every((language) => typeof (value as Partial<Localized>)[language] === 'string'))
    return [{ path, text: value as Localized }];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, part]) => textsWithin(part, [...path, key]));
};

const limitOf = (path: Place): number =>
  LIMITS.find(([place]) => place.test(path.join('.')))?.[1] ?? LONGEST;

const errorsOf = ({ path, text }: PlacedText): PackFault[] =>
  LANGUAGES.flatMap((language) => {
    const place = [...path, language];
    const limit = limitOf(path);
    const length = [...text[language]].length;
    if (toPlainLine(text[language]) === '') return [{ path: place, message: 'the text is empty' }];
    return [
      ...(length > limit
        ? [{ path: place, message: `the text has ${length} characters, ${limit} fit here` }]
        : []),
      ...(toPlainLine(text[language]) === text[language]
        ? []
        : [
            {
              path: place,
              message:
                'the text has characters that cannot be seen, line breaks or spaces too many',
            },
          ]),
    ];
  });

const PAIRS: readonly (readonly [Language, Language])[] = [
  ['az', 'ru'],
  ['az', 'en'],
  ['ru', 'en'],
];

/** Names such as "ASAN" are the same everywhere; a word with small letters seldom is. */
const isWording = (text: string): boolean => /\p{Ll}{3}/u.test(text);

const warningsOf = ({ path, text }: PlacedText): PackFault[] => [
  ...PAIRS.filter(([one, other]) => text[one] === text[other] && isWording(text[one])).map(
    ([one, other]) => ({
      path: [...path, other],
      message: `the same text as in ${one}: is it translated?`,
    }),
  ),
  ...LANGUAGES.filter(
    (language) =>
      isWording(text[language]) &&
      /\p{Script=Cyrillic}/u.test(text[language]) !== (language === 'ru'),
  ).map((language) => ({
    path: [...path, language],
    message: `the letters are not those of ${language}`,
  })),
];

/** Texts of a pack that are empty, too long or hide something (errors), or look untranslated (warnings). */
export const textFindings = (pack: unknown): TextFindings => {
  const texts = textsWithin(pack);
  return { errors: texts.flatMap(errorsOf), warnings: texts.flatMap(warningsOf) };
};
