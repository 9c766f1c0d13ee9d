import { join } from 'node:path';
import * as v from 'valibot';
import { CONSENT_POINTS, type ConsentPack } from '../../../contract/consent.ts';
import {
  type AuthoritiesPack,
  type CalendarPack,
  type QuestionKind,
  servicePackSchema,
} from '../../../contract/packs.ts';

export const PACKS_FOLDER = '/packs';

const text = (word: string) => ({ az: `${word} az`, ru: `${word} ru`, en: `${word} en` });
const provenance = { status: 'unverified' } as const;

const question = (field: string, kind: QuestionKind) => {
  const words = text(field);
  return { field, kind, title: words, label: words, personal: true };
};

const treeService = {
  pack: 'service',
  id: 'tree-felling',
  version: 3,
  provenance,
  owner: 'local-executive',
  lifeTopic: 'land',
  level: 'declared',
  passport: {
    title: text('Fell a tree'),
    summary: text('Permission to fell a tree'),
    whoDecides: text('The local executive'),
    legalBasis: [],
    conditions: [],
    papers: [],
    fee: { text: text('Free'), provenance },
    term: { workingDays: 15, text: text('15 working days'), provenance },
    minutes: 3,
  },
  questions: [
    question('authority', 'authority'),
    question('applicantName', 'person-name'),
    question('applicantFin', 'fin'),
    question('reason', 'long-text'),
  ],
} as const;

export const TREE_SERVICE = v.parse(servicePackSchema, treeService);

/** Without a question for the authority: goes to the kiosk's own. */
export const BENCH_SERVICE = v.parse(servicePackSchema, {
  ...treeService,
  id: 'bench-repair',
  version: 1,
  questions: [question('reason', 'long-text')],
});

export const GOOD_ANSWERS = {
  authority: 'quba',
  applicantName: 'Şəhla Quliyeva',
  applicantFin: '94FMDDD',
  reason: 'The tree leans over Gülzar street 7',
} as const;

const authority = (id: string, code: string) => ({
  id,
  kind: 'rayon' as const,
  code,
  name: text(id),
  shortName: text(id),
  provenance,
});

export const AUTHORITIES: AuthoritiesPack = {
  pack: 'authorities',
  version: 1,
  authorities: [authority('masalli', 'MAS'), authority('quba', 'QUB')],
};

export const CALENDAR: CalendarPack = {
  pack: 'calendar',
  version: 1,
  source: 'made up for tests',
  from: '2026-01-01',
  to: '2027-12-31',
  holidays: [],
  workingDays: [],
};

export const CONSENT: ConsentPack = {
  pack: 'consent',
  version: 4,
  provenance,
  points: CONSENT_POINTS.map((point) => ({
    point,
    title: text(point),
    short: text(`${point} {agency}`),
    full: text(`${point} for {days} days`),
  })),
};

/** The packs as files, ready to be changed by a test. */
export const packFiles = (): Record<string, string> => ({
  [join(PACKS_FOLDER, 'services', 'tree-felling.json')]: JSON.stringify(TREE_SERVICE),
  [join(PACKS_FOLDER, 'services', 'bench-repair.json')]: JSON.stringify(BENCH_SERVICE),
  [join(PACKS_FOLDER, 'authorities.json')]: JSON.stringify(AUTHORITIES),
  [join(PACKS_FOLDER, 'calendar.json')]: JSON.stringify(CALENDAR),
  [join(PACKS_FOLDER, 'consent.json')]: JSON.stringify(CONSENT),
});
