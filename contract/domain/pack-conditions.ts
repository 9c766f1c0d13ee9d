import type { Condition, ServicePack } from '../packs.ts';
import type { PackFault } from './pack-rules.ts';

/** A condition of a pack and where it stands. */
export interface PlacedCondition {
  readonly path: PackFault['path'];
  readonly condition: Condition;
}

/** Every condition of a service: what shows a question, what stops at it, what the whole form must fulfil. */
export const conditionsOf = (
  pack: Pick<ServicePack, 'questions' | 'schema'>,
): readonly PlacedCondition[] => [
  ...pack.questions.flatMap(({ showIf, stops }, index) => [
    ...(showIf === undefined ? [] : [{ path: ['questions', index, 'showIf'], condition: showIf }]),
    ...stops.map(({ when }, stop) => ({
      path: ['questions', index, 'stops', stop, 'when'],
      condition: when,
    })),
  ]),
  ...(pack.schema === undefined ? [] : [{ path: ['schema'], condition: pack.schema }]),
];

const COMPARED = new Set(['const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']);

const valuesWithin = (part: unknown): unknown[] => {
  if (Array.isArray(part)) return part.flatMap(valuesWithin);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([keyword, value]): unknown[] => {
    if (COMPARED.has(keyword)) return [value];
    return keyword === 'enum' && Array.isArray(value) ? value : valuesWithin(value);
  });
};

/** Every value with which the condition compares the named answer. */
export const valuesCompared = (condition: unknown, name: string): unknown[] => {
  if (Array.isArray(condition)) return condition.flatMap((part) => valuesCompared(part, name));
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.entries(condition).flatMap(([keyword, value]: [string, unknown]) =>
    keyword === 'properties' && typeof value === 'object' && value !== null
      ? Object.entries(value)
          .filter(([property]) => property === name)
          .flatMap(([, part]) => valuesWithin(part))
      : valuesCompared(value, name),
  );
};
