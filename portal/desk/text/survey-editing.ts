import type { SurveyQuestion, SurveyText } from '../../../contract/domain/survey.ts';
import type { SurveyContent } from '../../../contract/voting/manifest.ts';
import type { SurveyDraft } from '../../desk-api/participation.ts';

/** A survey while it is being written: all that an input field can hold. */
export interface EditedText {
  az: string;
  ru: string;
  en: string;
}
export interface EditedLine {
  readonly id: string;
  text: EditedText;
}
export interface EditedQuestion {
  readonly id: string;
  kind: SurveyQuestion['kind'];
  text: EditedText;
  optional: boolean;
  lines: EditedLine[];
  least: number;
  most: number;
  from: number;
  to: number;
  low: EditedText;
  high: EditedText;
}
export interface EditedSurvey {
  title: EditedText;
  summary: EditedText;
  voters: EditedText;
  card: { heading: EditedText; text: EditedText }[];
  level: SurveyContent['level'];
  resultRule: SurveyContent['resultRule'];
  minBatch: number;
  origin: SurveyContent['origin'];
  direction: string | undefined;
  questions: EditedQuestion[];
  opens: number;
  closes: number;
  graceDays: number;
}

export const emptyText = (): EditedText => ({ az: '', ru: '', en: '' });
const toEdited = (text: SurveyText | undefined): EditedText => ({
  az: text?.az ?? '',
  ru: text?.ru ?? '',
  en: text?.en ?? '',
});

/** A language that was left empty is left out: the text is "only in Azerbaijani" then. */
export const toText = ({ az, ru, en }: EditedText): SurveyText => ({
  az: az.trim(),
  ...(ru.trim() === '' ? {} : { ru: ru.trim() }),
  ...(en.trim() === '' ? {} : { en: en.trim() }),
});
const isEmpty = ({ az, ru, en }: EditedText): boolean => `${az}${ru}${en}`.trim() === '';

/** Ids are names that nobody sees; they must only differ. */
const freeId = (prefix: string, taken: readonly { readonly id: string }[]): string => {
  let number = taken.length + 1;
  while (taken.some(({ id }) => id === `${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
};

export const newLine = (lines: readonly EditedLine[]): EditedLine => ({
  id: freeId('o', lines),
  text: emptyText(),
});

const YES_NO: readonly EditedLine[] = [
  { id: 'o1', text: { az: 'Bəli', ru: 'Да', en: 'Yes' } },
  { id: 'o2', text: { az: 'Xeyr', ru: 'Нет', en: 'No' } },
];

export const newQuestion = (questions: readonly EditedQuestion[]): EditedQuestion => ({
  id: freeId('q', questions),
  kind: 'single',
  text: emptyText(),
  optional: false,
  lines: YES_NO.map(({ id, text }) => ({ id, text: { ...text } })),
  least: 1,
  most: 2,
  from: 1,
  to: 5,
  low: { az: 'Çox pis', ru: 'Очень плохо', en: 'Very bad' },
  high: { az: 'Çox yaxşı', ru: 'Очень хорошо', en: 'Very good' },
});

const linesOf = (question: SurveyQuestion): EditedLine[] => {
  if (question.kind === 'scale') return [];
  const lines = question.kind === 'series' ? question.statements : question.options;
  return lines.map(({ id, text }) => ({ id, text: toEdited(text) }));
};

const editQuestion = (question: SurveyQuestion): EditedQuestion => ({
  ...newQuestion([]),
  id: question.id,
  kind: question.kind,
  text: toEdited(question.text),
  optional: question.optional,
  lines: linesOf(question),
  ...(question.kind === 'multiple' ? { least: question.least, most: question.most } : {}),
  ...(question.kind === 'scale'
    ? {
        from: question.from,
        to: question.to,
        low: toEdited(question.low),
        high: toEdited(question.high),
      }
    : {}),
});

export const editSurvey = ({ content, opens, closes, graceDays }: SurveyDraft): EditedSurvey => ({
  title: toEdited(content.title),
  summary: toEdited(content.summary),
  voters: toEdited(content.voters),
  card: content.card.map(({ heading, text }) => ({
    heading: toEdited(heading),
    text: toEdited(text),
  })),
  level: content.level,
  resultRule: content.resultRule,
  minBatch: content.minBatch,
  origin: content.origin,
  direction: content.direction,
  questions: content.questions.map(editQuestion),
  opens,
  closes,
  graceDays,
});

const toQuestion = (edited: EditedQuestion): SurveyQuestion => {
  const { id, kind, optional, least, most, from, to } = edited;
  const shared = { id, text: toText(edited.text), optional };
  const lines = edited.lines.map((line) => ({ id: line.id, text: toText(line.text) }));
  switch (kind) {
    case 'scale':
      return { ...shared, kind, from, to, low: toText(edited.low), high: toText(edited.high) };
    case 'series':
      return { ...shared, kind, statements: lines };
    case 'multiple':
      return { ...shared, kind, options: lines, least, most };
    case 'single':
    case 'ranking':
      return { ...shared, kind, options: lines };
  }
};

export const toDraft = (edited: EditedSurvey, authorityId: string): SurveyDraft => ({
  content: {
    authorityId,
    ...(edited.direction === undefined ? {} : { direction: edited.direction }),
    origin: edited.origin,
    title: toText(edited.title),
    summary: toText(edited.summary),
    card: edited.card.map(({ heading, text }) => ({
      heading: toText(heading),
      text: toText(text),
    })),
    ...(isEmpty(edited.voters) ? {} : { voters: toText(edited.voters) }),
    level: edited.level,
    questions: edited.questions.map(toQuestion),
    resultRule: edited.resultRule,
    minBatch: edited.minBatch,
  },
  opens: edited.opens,
  closes: edited.closes,
  graceDays: edited.graceDays,
});

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** What a new survey starts as: two weeks, results at the end, batches of five. */
export const newSurvey = (
  now: number,
  from?: { readonly title: SurveyText; readonly summary?: SurveyText; readonly direction: string },
): EditedSurvey => {
  const opens = Math.ceil(now / HOUR) * HOUR + HOUR;
  const question = newQuestion([]);
  return {
    title: toEdited(from?.title),
    summary: toEdited(from?.summary ?? from?.title),
    voters: emptyText(),
    card: [],
    level: 'declared',
    resultRule: 'at_end',
    minBatch: 5,
    origin: from === undefined ? 'authority' : 'citizens',
    direction: from?.direction,
    questions: [from === undefined ? question : { ...question, text: toEdited(from.title) }],
    opens,
    closes: opens + 14 * DAY,
    graceDays: 3,
  };
};
