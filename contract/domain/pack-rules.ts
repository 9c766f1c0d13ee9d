import type { Question, ServicePack } from '../packs.ts';
import { fieldsOfCondition } from './condition.ts';

/** One thing wrong with a pack: where, as the keys that lead to it, and why. */
export interface PackFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type PackParts = Pick<ServicePack, 'questions' | 'derived' | 'schema'>;
type Place = PackFault['path'];

const CHOICES: readonly Question['kind'][] = ['choice', 'multi-choice'];

const optionFaults = (question: Question, place: Place): PackFault[] => {
  const values = (question.options ?? []).map(({ value }) => value);
  const path = [...place, 'options'];
  if (CHOICES.includes(question.kind) !== values.length > 0)
    return [
      {
        path,
        message: `question ${question.field}: options belong to choice and multi-choice, and to them alone`,
      },
    ];
  return new Set(values).size === values.length
    ? []
    : [{ path, message: `question ${question.field}: two options have the same value` }];
};

/** A name that is known only later would let a condition look forward, and two such conditions run in a circle. */
const unknownNames = (
  names: readonly string[],
  known: ReadonlySet<string>,
  later: ReadonlySet<string>,
  place: Place,
): PackFault[] =>
  [...new Set(names)]
    .filter((name) => !known.has(name))
    .map((name) => ({
      path: place,
      message: later.has(name)
        ? `refers to "${name}", which is not asked before it but later: that would be a cycle`
        : `refers to "${name}", which is not asked before it`,
    }));

const namesOf = ({ questions, derived }: PackParts): ReadonlySet<string> =>
  new Set([...questions.map(({ field }) => field), ...derived.map(({ name }) => name)]);

const derivedFaults = ({ questions, derived }: PackParts): PackFault[] =>
  derived.flatMap(({ name, from }, index): PackFault[] => {
    const path = ['derived', index];
    const source = questions.find(({ field }) => field === from);
    if (source === undefined)
      return [{ path, message: `derived ${name}: its question is not asked` }];
    if (source.kind !== 'date')
      return [{ path, message: `derived ${name}: an age needs a question of kind date` }];
    const taken =
      questions.some(({ field }) => field === name) ||
      derived.findIndex((other) => other.name === name) < index;
    return taken ? [{ path, message: `derived ${name}: the name is used twice` }] : [];
  });

/** What the shape alone cannot say about a service: each fault with its place, none when the pack is sound. */
export const packFaults = (pack: PackParts): readonly PackFault[] => {
  const names = namesOf(pack);
  const known = new Set<string>();
  const faults: PackFault[] = [];
  pack.questions.forEach((question, index) => {
    const place = ['questions', index];
    const check = (used: readonly string[], ...key: Place) =>
      faults.push(...unknownNames(used, known, names, [...place, ...key]));
    if (known.has(question.field))
      faults.push({
        path: [...place, 'field'],
        message: `question ${question.field}: asked twice`,
      });
    faults.push(...optionFaults(question, place));
    check(fieldsOfCondition(question.showIf ?? {}), 'showIf');
    check(question.differsFrom, 'differsFrom');
    known.add(question.field);
    pack.derived
      .filter(({ from }) => from === question.field)
      .forEach(({ name }) => known.add(name));
    question.stops.forEach(({ when }, stop) =>
      check(fieldsOfCondition(when), 'stops', stop, 'when'),
    );
  });
  faults.push(...unknownNames(fieldsOfCondition(pack.schema ?? {}), known, names, ['schema']));
  return [...faults, ...derivedFaults(pack)];
};
