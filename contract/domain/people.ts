import { parsePersonName, type NameFault } from './person-name.ts';
import { toPlainLine } from './plain-text.ts';

export type PeopleCheck =
  | { readonly ok: true; readonly value: string[] }
  | { readonly ok: false; readonly rule: NameFault | 'people_few' | 'people_many' };

/** More names than this belong on a signed paper. */
export const MOST_PEOPLE = 20;

/** Reads a list of persons' names: empty lines are left out, the same name is kept once. */
export const parsePeople = (typed: readonly string[]): PeopleCheck => {
  const names: string[] = [];
  for (const line of typed.filter((name) => toPlainLine(name) !== '')) {
    const read = parsePersonName(line);
    if (!read.ok) return read;
    if (!names.includes(read.value)) names.push(read.value);
  }
  if (names.length === 0) return { ok: false, rule: 'people_few' };
  return names.length > MOST_PEOPLE
    ? { ok: false, rule: 'people_many' }
    : { ok: true, value: names };
};
