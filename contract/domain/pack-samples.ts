import type { Answer, Question, ServicePack } from '../packs.ts';
import { fieldsOfCondition } from './condition.ts';
import { conditionsOf, valuesCompared } from './pack-conditions.ts';
import { checkAnswer, type FormContext } from './service-form.ts';

type Pack = Pick<ServicePack, 'questions' | 'derived' | 'schema'>;

/** More than this many options that conditions tell apart are not combined with each other. */
const COMBINED = 5;

const strings = (values: readonly unknown[]): string[] =>
  values.filter((value) => typeof value === 'string');
const numbers = (values: readonly unknown[]): number[] =>
  values.filter((value) => typeof value === 'number');

const subsets = (values: readonly string[]): string[][] =>
  values.reduce<string[][]>(
    (all, value) => [...all, ...all.map((chosen) => [...chosen, value])],
    [[]],
  );

const choicesOfSome = (options: readonly string[], compared: readonly string[]): string[][] => {
  const rest = options.find((option) => !compared.includes(option));
  const apart = [
    ...options.filter((option) => compared.includes(option)),
    ...(rest === undefined ? [] : [rest]),
  ];
  return apart.length <= COMBINED
    ? subsets(apart).filter((chosen) => chosen.length > 0)
    : [
        ...apart.map((option) => [option]),
        apart,
        ...apart.map((option) => apart.filter((o) => o !== option)),
      ];
};

const yearsBefore = (today: string, years: number): string =>
  `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`;

/** One day on each side of every age that matters, and a grown-up's. */
const datesAround = (ages: readonly number[], { today }: FormContext): string[] =>
  [30, ...ages.flatMap((age) => [age - 1, age, age + 1])].map((age) => yearsBefore(today, age));

/** Two letters that no other of the first 676 questions has. */
const letters = (index: number): string =>
  String.fromCharCode(97 + (Math.floor(index / 26) % 26), 97 + (index % 26));

const plainSamples = (kind: Question['kind'], index: number): string[] => {
  const digits = String(index % 100).padStart(2, '0');
  switch (kind) {
    case 'fin':
      return [`5QA1B${digits}`];
    case 'phone':
      return [`+9945012345${digits}`];
    case 'email':
      return [`${letters(index)}@example.org`];
    case 'person-name':
      return [`Əli ${letters(index)}`];
    case 'text':
    case 'long-text':
      return [letters(index)];
    case 'date':
    case 'choice':
    case 'multi-choice':
    case 'authority':
    case 'people':
    case 'place':
    case 'official':
    case 'reception-topic':
    case 'reception-times':
      return [];
  }
};

const samplesByKind = (
  pack: Pack,
  question: Question,
  compared: (name: string) => unknown[],
  context: FormContext,
): Answer[] => {
  const values = compared(question.field);
  const options = (question.options ?? []).map(({ value }) => value);
  switch (question.kind) {
    case 'choice':
      return options;
    case 'multi-choice':
      return choicesOfSome(options, strings(values));
    case 'authority':
      // One with a map, if there is any: with the others the question for a place is never seen.
      return [...(context.places?.keys() ?? []), ...context.authorityIds]
        .slice(0, 1)
        .concat(strings(values));
    case 'date': {
      const ages = pack.derived
        .filter(({ from }) => from === question.field)
        .flatMap(({ name }) => numbers(compared(name)));
      return [context.today, ...datesAround(ages, context), ...strings(values)];
    }
    case 'people':
      return [[`Əli ${letters(pack.questions.indexOf(question))}`]];
    case 'place':
      return [...(context.places?.values() ?? [])].flatMap((places) => [...places].slice(0, 1));
    case 'official':
      return ['az-bak-sample'];
    case 'reception-topic':
      return ['sample'];
    case 'reception-times':
      return [['asked:az-bak-sample_20260115T1000']];
    case 'text':
    case 'long-text':
    case 'person-name':
    case 'fin':
    case 'phone':
    case 'email':
      return [...plainSamples(question.kind, pack.questions.indexOf(question)), ...strings(values)];
  }
};

const matters = (pack: Pack, question: Question, names: ReadonlySet<string>): boolean =>
  names.has(question.field) ||
  pack.derived.some(({ name, from }) => from === question.field && names.has(name));

/**
 * Answers that stand for all answers: for a question that some condition looks at, one of each sort that the
 * conditions tell apart (both sides of an age, every option, left empty where that is allowed); for
 * any other question a single good one.
 */
export const createSampler = (
  pack: Pack,
  context: FormContext,
): ((question: Question) => readonly Answer[]) => {
  const conditions = conditionsOf(pack).map(({ condition }) => condition);
  const names = new Set(conditions.flatMap(fieldsOfCondition));
  const compared = (name: string) => valuesCompared(conditions, name);
  return (question) => {
    const good = samplesByKind(pack, question, compared, context).filter(
      (answer) => checkAnswer(question, answer, {}, context).ok,
    );
    const apart = [...new Map(good.map((answer) => [JSON.stringify(answer), answer])).values()];
    if (!matters(pack, question, names)) return apart.slice(0, 1);
    return question.optional ? [...apart, ''] : apart;
  };
};
