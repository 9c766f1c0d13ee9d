import { describe, expect, it } from 'vitest';
import type * as v from 'valibot';
import { localizedSchema } from '../../../contract/languages.ts';
import { kioskFileSchema } from '../../../electron/core/config.ts';
import { USAGE } from '../../../electron/hosts/options.ts';
import { readText } from '../../support/architecture/source-files.ts';

/** What this test reads of a valibot schema. */
interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly Schema[];
  readonly item?: Schema;
  readonly wrapped?: Schema;
  readonly default?: unknown;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
}

interface Key {
  readonly path: string;
  readonly schema: Schema;
  readonly default?: unknown;
}

/** One word for the reader, whatever is inside: names in three languages, a key as others make it. */
const isOneValue = (schema: Schema): boolean =>
  schema === (localizedSchema as unknown as Schema) || schema.type === 'loose_object';

/** Every key of an object with everything below it: `staff[].number`. */
const keysBelow = (schema: Schema, path: string): readonly Key[] => {
  if (schema.wrapped !== undefined) return keysBelow(schema.wrapped, path);
  if (schema.item !== undefined) return keysBelow(schema.item, `${path}[]`);
  if (schema.type === 'variant')
    return (schema.options ?? []).flatMap((one) => keysBelow(one, path));
  if (schema.entries === undefined || isOneValue(schema)) return [];
  return Object.entries(schema.entries).flatMap(([name, value]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const key = { path: here, schema: value.wrapped ?? value, default: value.default };
    return [key, ...keysBelow(value, here)];
  });
};

const KEYS = keysBelow(kioskFileSchema as v.GenericSchema as unknown as Schema, '');
const TEXT = readText('docs/settings.md');

const rowsOf = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, key = '', ...cells]) => [key.replaceAll('`', ''), cells]),
  );

const [file = '', others = ''] = TEXT.split('## Settings at the kiosk');
const ROWS = rowsOf(file);

const limit = ({ pipe = [] }: Schema, type: string): unknown =>
  pipe.find((action) => action.type === type)?.requirement;

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

describe('the table of all settings', () => {
  it('names every key of kiosk.yaml', () => {
    expect(KEYS.length).toBeGreaterThan(60);
    expect(KEYS.map(({ path }) => path).filter((path) => !ROWS.has(path))).toEqual([]);
  });

  it('names no key that kiosk.yaml does not have', () => {
    const known = new Set(KEYS.map(({ path }) => path));
    expect([...ROWS.keys()].filter((path) => !known.has(path))).toEqual([]);
  });

  it('says of each key what holds when it is left out', () => {
    const wrong = KEYS.filter(({ default: value }) => isPlain(value)).filter(
      ({ path, default: value }) => ROWS.get(path)?.[1] !== `\`${String(value)}\``,
    );
    expect(wrong.map(({ path, default: value }) => `${path}: ${String(value)}`)).toEqual([]);
  });

  it('says the least and the most of each number', () => {
    const numbers = KEYS.filter(({ schema }) => schema.type === 'number');
    expect(numbers.length).toBeGreaterThan(15);
    const wrong = numbers.filter(
      ({ path, schema }) =>
        ROWS.get(path)?.[2] !==
        `${String(limit(schema, 'min_value'))} to ${String(limit(schema, 'max_value'))}`,
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('names every argument and variable of the hosts', () => {
    const named = USAGE.match(/--[a-z-]+|ASAN_KIOSK_[A-Z]+/g) ?? [];
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !others.includes(`\`${name}`))).toEqual([]);
  });
});
