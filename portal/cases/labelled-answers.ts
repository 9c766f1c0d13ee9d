import { placeName } from '../../contract/domain/place.ts';
import { findOfficial } from '../../contract/domain/reception.ts';
import { timeInWords } from '../../contract/domain/reception-words.ts';
import type { Language, Localized } from '../../contract/languages.ts';
import type { Answer, Answers, Question, ServicePack } from '../../contract/packs.ts';
import type { Content } from '../content/content.ts';
import type { AnswerValue, CaseAnswer } from '../desk-api.ts';

const asText = (answer: Answer): string =>
  typeof answer === 'string' ? answer : answer.join(', ');

const optionLabels = (question: Question, answer: Answer): Localized[] | undefined => {
  const values = typeof answer === 'string' ? [answer] : answer;
  const labels = values.map(
    (value) => question.options?.find((option) => option.value === value)?.label,
  );
  return labels.some((label) => label === undefined)
    ? undefined // an option that our pack does not have: show what was sent
    : labels.filter((label) => label !== undefined);
};

const placeLabels = (maps: Content['maps'], place: string): Localized[] | undefined => {
  const [az, ru, en] = (['az', 'ru', 'en'] as const).map((language) =>
    placeName(maps, place, language),
  );
  return az === undefined || ru === undefined || en === undefined ? undefined : [{ az, ru, en }];
};

const officialLabels = (
  receptions: Content['receptions'],
  officialId: string,
): Localized[] | undefined => {
  const official = findOfficial(receptions, officialId)?.official;
  if (official === undefined) return undefined; // removed since: show what was sent
  const { name, position } = official;
  return [inEach((language) => `${name}, ${position[language]}`)];
};

const topicLabels = (
  receptions: Content['receptions'],
  topicId: string,
): Localized[] | undefined => {
  const topic = receptions.flatMap(({ topics }) => topics).find(({ id }) => id === topicId);
  return topic && [topic.title];
};

const timeLabels = (answer: Answer): Localized[] =>
  (typeof answer === 'string' ? [answer] : answer).map((time) =>
    inEach((language) => timeInWords(language, time)),
  );

const inEach = (words: (language: Language) => string): Localized => ({
  az: words('az'),
  ru: words('ru'),
  en: words('en'),
});

type Known = Pick<Content, 'authorities' | 'maps' | 'receptions'>;

const labelsOf = (
  question: Question,
  answer: Answer,
  { authorities, maps, receptions }: Known,
): Localized[] | undefined => {
  if (question.kind === 'choice' || question.kind === 'multi-choice')
    return optionLabels(question, answer);
  if (question.kind === 'place') return placeLabels(maps, asText(answer));
  if (question.kind === 'official') return officialLabels(receptions, asText(answer));
  if (question.kind === 'reception-topic') return topicLabels(receptions, asText(answer));
  if (question.kind === 'reception-times') return timeLabels(answer);
  if (question.kind !== 'authority') return undefined;
  const name = authorities.get(asText(answer))?.name;
  return name === undefined ? undefined : [name];
};

const toValue = (question: Question, answer: Answer, content: Known): AnswerValue => {
  const labels = labelsOf(question, answer, content);
  if (labels !== undefined) return { type: 'labels', labels };
  return question.kind === 'date'
    ? { type: 'date', date: asText(answer) }
    : { type: 'text', text: asText(answer) };
};

/**
 * The answers in the order of the service's questions, with their labels; what our pack does not ask
 * comes last, without a label, so that nothing that the citizen wrote is hidden.
 */
export const labelAnswers = (
  service: Pick<ServicePack, 'questions'> | undefined,
  answers: Answers,
  content: Known,
): CaseAnswer[] => {
  const questions = service?.questions ?? [];
  const asked = questions.flatMap((question): CaseAnswer[] => {
    const answer = answers[question.field];
    if (answer === undefined) return [];
    const { field, label, kind, personal } = question;
    return [{ field, label, kind, personal, value: toValue(question, answer, content) }];
  });
  const fields = new Set(questions.map(({ field }) => field));
  const others = Object.entries(answers)
    .filter(([field]) => !fields.has(field))
    .map(([field, answer]): CaseAnswer => {
      return { field, personal: true, value: { type: 'text', text: asText(answer) } };
    });
  return [...asked, ...others];
};
