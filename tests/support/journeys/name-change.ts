import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { servicePackSchema } from '../../../contract/packs.ts';
import { ROOT } from './program.ts';

/** The service that the journeys apply for. */
export const NAME_CHANGE = v.parse(
  servicePackSchema,
  JSON.parse(readFileSync(join(ROOT, 'resources/packs/services/child-name-change.json'), 'utf8')),
);

/** Typed by a citizen, and to be found nowhere afterwards. All invented. */
export const ANSWERS = {
  authority: 'az-mas',
  change: 'name',
  childName: 'Kanarəyə Əli qızı Sübhanşölə',
  childBirthDate: '2020-03-09',
  childFin: '5QA1B2C',
  newName: 'Gülənbər',
  reason: 'Babasının yadına düşən ad Gülənbərdir',
  applicantRole: 'mother',
  applicantName: 'Zümrüdşah Vəli qızı Sübhanşölə',
  applicantFin: '7TZ4K9M',
  parents: 'one',
  address: 'Masallı, Qızılağac küçəsi 73',
  phone: '0502345167',
} as const;

/** What may be on no screen, in no storage and on no disk in the clear. */
export const CANARIES: readonly string[] = [
  'Kanarəyə',
  'Sübhanşölə',
  '5QA1B2C',
  'Gülənbər',
  'Zümrüdşah',
  '7TZ4K9M',
  'Qızılağac',
  '502345167',
];
