import type { Question, ServicePack } from '../packs.ts';
import { fieldsOfCondition } from './condition.ts';

const CHOICES: readonly Question['kind'][] = ['choice', 'multi-choice'];

const optionFaults = (question: Question): string[] => {
  const values = (question.options ?? []).map(({ value }) => value);
  if (CHOICES.includes(question.kind) !== values.length > 0)
    return [
      `question ${question.field}: options belong to choice and multi-choice, and to them alone`,
    ];
  return new Set(values).size === values.length
    ? []
    : [`question ${question.field}: two options have the same value`];
};

const unknownNames = (question: Question, names: readonly string[], known: ReadonlySet<string>) =>
  names
    .filter((name) => !known.has(name))
    .map((name) => `question ${question.field}: refers to "${name}", which is not asked before it`);

type PackParts = Pick<ServicePack, 'questions' | 'derived'>;

/** What the shape alone cannot say about a service: each fault in words, none when the pack is sound. */
export const packFaults = (pack: PackParts): readonly string[] => {
  const known = new Set<string>();
  const faults: string[] = [];
  for (const question of pack.questions) {
    if (known.has(question.field)) faults.push(`question ${question.field}: asked twice`);
    faults.push(...optionFaults(question));
    faults.push(...unknownNames(question, fieldsOfCondition(question.showIf ?? {}), known));
    faults.push(...unknownNames(question, question.differsFrom, known));
    known.add(question.field);
    pack.derived
      .filter(({ from }) => from === question.field)
      .forEach(({ name }) => known.add(name));
    const stops = question.stops.flatMap(({ when }) => fieldsOfCondition(when));
    faults.push(...unknownNames(question, stops, known));
  }
  const unused = pack.derived.filter(({ name }) => !known.has(name));
  return [...faults, ...unused.map(({ name }) => `derived ${name}: its question is not asked`)];
};
