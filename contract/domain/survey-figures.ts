import type { SurveyQuestion, SurveyText, VoteClass } from './survey.ts';
import { STANCES, VOTE_CLASSES, type Stance } from './survey.ts';
import type { QuestionTotals, Totals } from './survey-totals.ts';

/** A survey's counts made ready to be drawn, listed and said; the same on kiosk, public page and print. */

/** What a bar stands for: an option, a step of a scale, or an opinion on a statement. */
export type RowName =
  | { readonly kind: 'option'; readonly text: SurveyText }
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'stance'; readonly stance: Stance };

export interface FigureRow {
  readonly name: RowName;
  readonly value: number;
  readonly byClass: Readonly<Record<VoteClass, number>>;
  /** Part of what would be the longest bar: 0 to 1. */
  readonly share: number;
}

export interface FigureGroup {
  /** The statement that a series asks about. */
  readonly heading?: SurveyText;
  readonly answered: number;
  readonly rows: readonly FigureRow[];
  /** Rows with the highest value; none when nobody answered. */
  readonly leaders: readonly FigureRow[];
}

export interface Figure {
  readonly question: SurveyQuestion;
  /** `points`: Borda counts of a ranking; else ballots. */
  readonly unit: 'ballots' | 'points';
  readonly answered: number;
  readonly groups: readonly FigureGroup[];
  /** Mean of a scale. */
  readonly mean?: number;
}

type PerClass = Readonly<Record<VoteClass, QuestionTotals | undefined>>;

const answeredIn = (totals: PerClass): number =>
  VOTE_CLASSES.reduce((sum, one) => sum + (totals[one]?.answered ?? 0), 0);

const countsOf = (
  totals: QuestionTotals | undefined,
  statement?: string,
): Record<string, number> => {
  switch (totals?.kind) {
    case undefined:
      return {};
    case 'single':
    case 'multiple':
      return totals.options;
    case 'scale':
      return totals.values;
    case 'ranking':
      return totals.points;
    case 'series':
      return totals.statements[statement ?? ''] ?? {};
  }
};

interface Line {
  readonly key: string;
  readonly name: RowName;
}

const linesOf = (question: SurveyQuestion): readonly Line[] => {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'ranking':
      return question.options.map(({ id, text }) => ({ key: id, name: { kind: 'option', text } }));
    case 'scale':
      return Array.from({ length: question.to - question.from + 1 }, (_, index) => {
        const step = question.from + index;
        return { key: String(step), name: { kind: 'step', step } };
      });
    case 'series':
      return STANCES.map((stance) => ({ key: stance, name: { kind: 'stance', stance } }));
  }
};

/** The longest a bar could be: every ballot, or every first place. */
const fullLength = (question: SurveyQuestion, answered: number): number =>
  question.kind === 'ranking' ? answered * (question.options.length - 1) : answered;

const groupOf = (
  question: SurveyQuestion,
  totals: PerClass,
  statement?: { readonly id: string; readonly text: SurveyText },
): FigureGroup => {
  const counts = {
    verified: countsOf(totals.verified, statement?.id),
    declared: countsOf(totals.declared, statement?.id),
  };
  const answered = answeredIn(totals);
  const full = fullLength(question, answered);
  const rows = linesOf(question).map(({ key, name }) => {
    const byClass = { verified: counts.verified[key] ?? 0, declared: counts.declared[key] ?? 0 };
    const value = byClass.verified + byClass.declared;
    return { name, value, byClass, share: full === 0 ? 0 : value / full };
  });
  const most = Math.max(0, ...rows.map(({ value }) => value));
  return {
    ...(statement === undefined ? {} : { heading: statement.text }),
    answered,
    rows,
    leaders: most === 0 ? [] : rows.filter(({ value }) => value === most),
  };
};

const meanOf = ({ groups, answered }: Pick<Figure, 'groups' | 'answered'>): number => {
  const rows = groups.flatMap((group) => group.rows);
  const sum = rows.reduce(
    (all, { name, value }) => all + (name.kind === 'step' ? name.step * value : 0),
    0,
  );
  return sum / answered;
};

/** One question's figure from the counts of both classes, which stay apart in each row. */
export const figureOf = (
  question: SurveyQuestion,
  totals: Readonly<Record<VoteClass, Totals>>,
): Figure => {
  const ofQuestion = {
    verified: totals.verified.questions[question.id],
    declared: totals.declared.questions[question.id],
  };
  const answered = answeredIn(ofQuestion);
  const groups =
    question.kind === 'series'
      ? question.statements.map((statement) => groupOf(question, ofQuestion, statement))
      : [groupOf(question, ofQuestion)];
  const figure = {
    question,
    unit: question.kind === 'ranking' ? ('points' as const) : ('ballots' as const),
    answered,
    groups,
  };
  return question.kind === 'scale' && answered > 0 ? { ...figure, mean: meanOf(figure) } : figure;
};
