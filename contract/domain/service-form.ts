import type { FieldError } from '../errors.ts';
import type { Answer, Answers, Question, ServicePack } from '../packs.ts';
import { checkAnswer, isEmptyAnswer } from './answer-rules.ts';
import { wholeYears } from './baku-time.ts';
import { holds } from './condition.ts';
import { authorityOfPlace } from './place.ts';
import { receptionFault } from './reception-answers.ts';
import type { ReceptionPack } from '../receptions.ts';

/** What filling in a form needs to know beside the answers. */
export interface FormContext {
  /** ISO day in Baku. */
  readonly today: string;
  readonly authorityIds: ReadonlySet<string>;
  /** Places of the drawn maps by authority; an authority without a map is asked for no place on one. */
  readonly places?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** Who receives citizens, by authority; left out where it is not known. */
  readonly receptions?: readonly ReceptionPack[] | undefined;
}

export type FormCheck =
  | { readonly ok: true; readonly value: Answers }
  | { readonly ok: false; readonly problems: readonly FieldError[] };

/** What conditions may look at: answers in their read form and what is derived from them. */
export type Facts = Record<string, Answer | number>;

/** What follows from one answer, by name. */
export const derivedFacts = (
  pack: ServicePack,
  question: Question,
  answer: Answer,
  today: string,
) =>
  Object.fromEntries(
    pack.derived
      .filter(({ from }) => from === question.field)
      .map(({ name }) => [name, wholeYears(String(answer), today)]),
  );

/** What was answered so far to the question of a kind. */
const chosen = (
  pack: ServicePack,
  wanted: 'authority' | 'official',
  facts: Facts,
): string | undefined => {
  const asked = pack.questions.find(({ kind, field }) => kind === wanted && field in facts);
  return asked && String(facts[asked.field]);
};

/** The rule that an answer breaks together with those before it. */
const faultAmongOthers = (
  pack: ServicePack,
  { kind }: Question,
  answer: Answer,
  facts: Facts,
  context: FormContext,
): string | undefined => {
  const authorityId = chosen(pack, 'authority', facts);
  if (kind === 'place')
    return authorityOfPlace(String(answer)) === authorityId ? undefined : 'choose_place';
  if (kind !== 'official' && kind !== 'reception-topic' && kind !== 'reception-times')
    return undefined;
  const officialId = chosen(pack, 'official', facts);
  return receptionFault(kind, answer, { authorityId, officialId }, context);
};

/** Answers of the questions that are asked, in their read form where they are right, and what is derived from them. */
const walk = (pack: ServicePack, answers: Answers, context: FormContext) => {
  const facts: Facts = {};
  const visible: Question[] = [];
  /** The rule that an answer breaks, by field. */
  const broken = new Map<string, string>();
  for (const question of pack.questions) {
    if (question.showIf !== undefined && !holds(question.showIf, facts)) continue;
    if (question.kind === 'place' && !context.places?.has(chosen(pack, 'authority', facts) ?? ''))
      continue;
    visible.push(question);
    const checked = checkAnswer(question, answers[question.field], answers, context);
    if (!checked.ok) broken.set(question.field, checked.rule);
    if (!checked.ok || checked.value === undefined) continue;
    const fault = faultAmongOthers(pack, question, checked.value, facts, context);
    if (fault !== undefined) {
      broken.set(question.field, fault);
      continue;
    }
    facts[question.field] = checked.value;
    Object.assign(facts, derivedFacts(pack, question, checked.value, context.today));
  }
  return { facts, visible, broken };
};

/** The questions to ask, in order, as the answers stand. Answers to questions that are not asked do not count. */
export const visibleQuestions = (
  pack: ServicePack,
  answers: Answers,
  context: FormContext,
): readonly Question[] => walk(pack, answers, context).visible;

/** The explanation that ends the form at this question, if one of its stops holds. */
export const activeStop = (
  pack: ServicePack,
  question: Question,
  answers: Answers,
  context: FormContext,
): Question['stops'][number] | undefined => {
  if (question.stops.length === 0) return undefined;
  return stopOf(question, walk(pack, answers, context).facts);
};

const stopOf = (question: Question, facts: Facts): Question['stops'][number] | undefined =>
  question.stops.find(({ when }) => holds(when, facts));

const problemOf = (
  question: Question,
  { facts, broken }: Pick<ReturnType<typeof walk>, 'facts' | 'broken'>,
): FieldError[] => {
  const rule = broken.get(question.field) ?? (stopOf(question, facts) && 'stopped');
  return rule === undefined ? [] : [{ field: question.field, rule }];
};

/**
 * Checks a whole form. The value holds the read form of each answer that was asked for and given;
 * what was answered to questions that are not asked, or is unknown to the pack, is left out.
 */
export const checkAnswers = (
  pack: ServicePack,
  answers: Answers,
  context: FormContext,
): FormCheck => {
  const { facts, visible, broken } = walk(pack, answers, context);
  const problems = visible.flatMap((question) => problemOf(question, { facts, broken }));
  if (problems.length > 0) return { ok: false, problems };
  if (pack.schema !== undefined && !holds(pack.schema, facts))
    return { ok: false, problems: [{ field: 'form', rule: 'form_rule' }] };
  const given = visible.filter(({ field }) => !isEmptyAnswer(facts[field] as Answer | undefined));
  return {
    ok: true,
    value: Object.fromEntries(given.map(({ field }) => [field, facts[field] as Answer])),
  };
};

export { checkAnswer, type AnswerCheck } from './answer-rules.ts';
