import { type Check, compileCondition } from './compiled-condition.ts';

/** Keywords of JSON Schema 2020-12 that compare values or combine comparisons; none runs an expression or follows a reference. */
const KEYWORDS = new Set([
  'type',
  'const',
  'enum',
  'properties',
  'required',
  'contains',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
]);
const NESTED = new Set(['contains', 'not', 'if', 'then', 'else']);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf']);
const DEEPEST = 8;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
/** More would only slow every tap down. */
const MOST_PARTS = 100;

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const isShort = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.length <= MOST_PARTS;

/** What is made of a condition trusts it: a value of another sort would throw, which would end the form. */
const isSafeValue = (keyword: string, value: unknown): boolean => {
  if (keyword === 'type') return typeof value === 'string' && TYPES.has(value);
  if (keyword === 'const') return isPlain(value);
  if (keyword === 'enum') return isShort(value) && value.every(isPlain);
  if (keyword === 'required')
    return isShort(value) && value.every((name) => typeof name === 'string');
  return Number.isFinite(value);
};

const isSafeKeyword = (keyword: string, value: unknown, depth: number): boolean => {
  if (!KEYWORDS.has(keyword)) return false;
  if (NESTED.has(keyword)) return isSafeCondition(value, depth + 1);
  if (LISTS.has(keyword))
    return isShort(value) && value.every((part) => isSafeCondition(part, depth + 1));
  if (keyword === 'properties')
    return (
      isObject(value) && Object.values(value).every((part) => isSafeCondition(part, depth + 1))
    );
  return isSafeValue(keyword, value);
};

/** Whether a condition from a pack uses only what cannot harm: no `pattern`, no `$ref`, eight levels at most, values of the sort each keyword wants. */
export const isSafeCondition = (condition: unknown, depth = 0): boolean =>
  isObject(condition) &&
  depth <= DEEPEST &&
  Object.entries(condition).every(([keyword, value]) => isSafeKeyword(keyword, value, depth));

/** Names of the values that a condition looks at. */
export const fieldsOfCondition = (condition: unknown): string[] => {
  if (Array.isArray(condition)) return condition.flatMap(fieldsOfCondition);
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([keyword, value]) => {
    if (keyword === 'properties' && isObject(value)) return Object.keys(value);
    if (keyword === 'required' && Array.isArray(value)) return value.map(String);
    return NESTED.has(keyword) || LISTS.has(keyword) ? fieldsOfCondition(value) : [];
  });
};

/** Conditions live as long as their pack and do not change. */
const compiled = new WeakMap<object, Check>();

const checkOf = (condition: Readonly<Record<string, unknown>>): Check => {
  const known = compiled.get(condition);
  if (known !== undefined) return known;
  const made = compileCondition(condition);
  compiled.set(condition, made);
  return made;
};

/** Whether the values fulfil the condition. The condition was checked by `isSafeCondition` when its pack was parsed. */
export const holds = (
  condition: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): boolean => checkOf(condition)(values);
