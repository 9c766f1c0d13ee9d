import { formatDay } from '../../../../contract/domain/az-text.ts';
import type { Cell, Figure, FigureRow, Figures } from '../../../../contract/figures.ts';
import { LANGUAGE_NAMES } from '../../../../contract/language-names.ts';
import { isLanguage, type Language } from '../../../../contract/languages.ts';
import type { PrintBlock, PrintDocument } from '../../../../contract/print-document.ts';
import { paperWords, type PaperWords } from '../../printing/paper-words.ts';

/** One figure's table on paper: the same rows as on the screen, the same numbers hidden. */
export const figureDocument = (
  { from, to }: Pick<Figures, 'from' | 'to'>,
  figure: Figure,
  language: Language,
): PrintDocument => {
  const word = paperWords(language);
  const range = { from: formatDay(language, from), to: formatDay(language, to) };
  return {
    language,
    title: word('figures.title'),
    blocks: [
      { kind: 'heading', text: word(`figures.names.${figure.name}`) },
      { kind: 'text', text: word('figures.range', range) },
      ...tableOf(figure, language, word),
      ...(figure.by === 'word'
        ? [{ kind: 'text' as const, tone: 'small' as const, text: word('figures.private') }]
        : []),
    ],
  };
};

const isEmpty = ({ rows }: Figure): boolean =>
  rows.every(({ values }) => values.every((value) => value === 0));

const tableOf = (figure: Figure, language: Language, word: PaperWords): readonly PrintBlock[] => {
  if (isEmpty(figure)) return [{ kind: 'text', text: word('figures.nothing') }];
  const head = [
    word(`figures.by.${figure.by}`),
    ...figure.series.map((one) => seriesName(figure, one, word)),
  ];
  const rows = figure.rows.map((row) => [
    rowName(figure, row, language, word),
    ...row.values.map((value) => cell(value, word)),
  ]);
  return [
    { kind: 'table', rows: [head, ...rows] },
    ...(figure.leftOut === 0
      ? []
      : [{ kind: 'text' as const, text: word('figures.leftOut', { count: figure.leftOut }) }]),
  ];
};

const cell = (value: Cell, word: PaperWords): string =>
  value === null ? word('figures.few') : String(value);

const seriesName = ({ name, by }: Figure, key: string, word: PaperWords): string => {
  if (by === 'word') return word('figures.count');
  if (key === 'other') return word('figures.other');
  return word(name === 'submissions' ? `figures.kinds.${key}` : `figures.series.${key}`);
};

const rowName = (
  { name, by }: Figure,
  { key, label }: FigureRow,
  language: Language,
  word: PaperWords,
): string => {
  if (by !== 'word') return formatDay(language, key);
  if (label !== undefined) return label[language];
  if (key === 'other') return word('figures.other');
  switch (name) {
    case 'languages':
      return isLanguage(key) ? LANGUAGE_NAMES[key] : key;
    case 'minutes':
      return word(`figures.minutes.m${key}`);
    case 'ratings':
      return word('figures.rating', { stars: key });
    case 'accessibility':
      return word(`figures.features.${key}`);
    case 'left_at': // of a service that is gone
    case 'submissions':
    case 'sessions':
    case 'printer':
    case 'calls':
      return key;
  }
};
