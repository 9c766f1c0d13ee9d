import type {
  SurveyAnswer,
  SurveyQuestion,
  SurveyText,
} from '../../../../contract/domain/survey.ts';

export interface SurveyWords {
  readonly words: (text: SurveyText) => string;
  readonly t: (key: string, values?: Record<string, string | number>) => string;
}

/** An answer as its voter would say it, one line a part; none when there is no answer. */
export const answerInWords = (
  question: SurveyQuestion,
  answer: SurveyAnswer | undefined,
  { words, t }: SurveyWords,
): readonly string[] => {
  if (answer === undefined) return [];
  if (question.kind === 'scale')
    return [t('surveys.scaleOf', { step: Number(answer), most: question.to })];
  if (question.kind === 'series') {
    const stances = answer as Readonly<Record<string, string>>;
    return question.statements.flatMap(({ id, text }) =>
      stances[id] === undefined ? [] : [`${words(text)}: ${t(`surveys.stances.${stances[id]}`)}`],
    );
  }
  const ids = Array.isArray(answer) ? answer : [answer];
  const texts = ids.map((id) => question.options.find((option) => option.id === id)?.text);
  const lines = texts.flatMap((text) => (text === undefined ? [] : [words(text)]));
  return question.kind === 'ranking' ? lines.map((line, place) => `${place + 1}. ${line}`) : lines;
};
