/**
 * A pack's condition (JSON Schema 2020-12, only the keywords that `isSafeCondition` lets through) as
 * a function. A portal asks a dozen of them for each submission that it takes in, and an interpreter
 * that gathers errors and their places, which nobody reads, took a tenth of its time. A keyword says
 * nothing about a value of another type than its own, as the standard has it.
 */
export type Check = (value: unknown) => boolean;

type Schema = Readonly<Record<string, unknown>>;

/** What a keyword asks; its siblings, because `if` looks for `then` and `else`. */
type CompileKeyword = (expected: never, siblings: Schema) => Check;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

const isType = (expected: string): Check =>
  expected === 'integer'
    ? (value) => typeof value === 'number' && value % 1 === 0
    : (value) => typeOf(value) === expected;

const ofNumber =
  (holds: (value: number) => boolean): Check =>
  (value) =>
    typeof value !== 'number' || holds(value);
const ofList =
  (holds: (value: readonly unknown[]) => boolean): Check =>
  (value) =>
    !Array.isArray(value) || holds(value);
const ofObject =
  (holds: (value: Schema) => boolean): Check =>
  (value) =>
    typeOf(value) !== 'object' || holds(value as Schema);
/** Lengths count characters, not halves of them. */
const ofLength =
  (holds: (length: number) => boolean): Check =>
  (value) =>
    typeof value !== 'string' || holds([...value].length);

const all = (checks: readonly Check[]): Check => {
  const [only] = checks;
  if (only !== undefined && checks.length === 1) return only;
  return (value) => checks.every((check) => check(value));
};

const compileProperties = (properties: Readonly<Record<string, Schema>>): Check => {
  const checks = Object.entries(properties).map(
    ([name, schema]) => [name, compileCondition(schema)] as const,
  );
  return ofObject((value) =>
    checks.every(([name, check]) => !Object.hasOwn(value, name) || check(value[name])),
  );
};

const compileIf = (condition: Schema, siblings: Schema): Check => {
  const [holds, then, otherwise] = [condition, siblings['then'], siblings['else']].map((schema) =>
    compileCondition((schema ?? {}) as Schema),
  ) as [Check, Check, Check];
  return (value) => (holds(value) ? then(value) : otherwise(value));
};

const compileOneOf = (schemas: readonly Schema[]): Check => {
  const checks = schemas.map(compileCondition);
  return (value) => checks.filter((check) => check(value)).length === 1;
};

const compileAnyOf = (schemas: readonly Schema[]): Check => {
  const checks = schemas.map(compileCondition);
  return (value) => checks.some((check) => check(value));
};

const compileNot = (schema: Schema): Check => {
  const check = compileCondition(schema);
  return (value) => !check(value);
};

const compileContains = (schema: Schema): Check => {
  const check = compileCondition(schema);
  return ofList((value) => value.some(check));
};

const KEYWORDS: Readonly<Record<string, CompileKeyword>> = {
  type: isType,
  const: (expected: unknown) => (value) => value === expected,
  enum: (expected: readonly unknown[]) => (value) => expected.includes(value),
  properties: compileProperties,
  required: (names: readonly string[]) =>
    ofObject((value) => names.every((name) => Object.hasOwn(value, name))),
  contains: compileContains,
  minItems: (least: number) => ofList(({ length }) => length >= least),
  maxItems: (most: number) => ofList(({ length }) => length <= most),
  minLength: (least: number) => ofLength((length) => length >= least),
  maxLength: (most: number) => ofLength((length) => length <= most),
  minimum: (least: number) => ofNumber((value) => value >= least),
  maximum: (most: number) => ofNumber((value) => value <= most),
  exclusiveMinimum: (bound: number) => ofNumber((value) => value > bound),
  exclusiveMaximum: (bound: number) => ofNumber((value) => value < bound),
  allOf: (schemas: readonly Schema[]) => all(schemas.map(compileCondition)),
  anyOf: compileAnyOf,
  oneOf: compileOneOf,
  not: compileNot,
  if: compileIf,
};

/** The condition was checked by `isSafeCondition`. */
export const compileCondition = (condition: Schema): Check =>
  all(
    Object.entries(condition).flatMap(([keyword, expected]) => {
      const compile = KEYWORDS[keyword];
      return compile === undefined ? [] : [compile(expected as never, condition)];
    }),
  );
