import * as v from 'valibot';
import {
  authoritiesPackSchema,
  calendarPackSchema,
  servicePackSchema,
  type AuthoritiesPack,
  type ServicePack,
} from '../packs.ts';
import { consentPackSchema, type ConsentPack } from '../consent.ts';
import { mapPackSchema, type DistrictMap } from '../map-pack.ts';
import { informationPackSchema, participationCalendarSchema } from '../information.ts';
import { isLanguage } from '../languages.ts';
import { receptionPackSchema } from '../receptions.ts';
import { type ReceptionContext, receptionFindings } from './reception-review.ts';
import { eventFindings, informationFindings } from './information-review.ts';
import { consentFaults } from './consent-review.ts';
import { reachOf } from './pack-reach.ts';
import type { PackFault } from './pack-rules.ts';
import { textFindings } from './pack-texts.ts';
import type { FormContext } from './service-form.ts';
import { serviceErrors, serviceWarnings } from './service-review.ts';

/** What a reviewer says about a pack. An error refuses it; a warning wants a second look. */
export interface Finding {
  readonly level: 'error' | 'warning';
  /** Keys from the top of the file, e.g. `questions.3.title.ru`; empty for the whole. */
  readonly path: string;
  readonly reason: string;
}

/** Somebody who sees a thousand lines reads none. */
const MOST_FINDINGS = 30;

const asFinding =
  (level: Finding['level']) =>
  ({ path, message }: PackFault): Finding => ({ level, path: path.join('.'), reason: message });

const reasonOf = (issue: v.BaseIssue<unknown>): string => {
  const key = issue.path?.at(-1)?.key;
  const missing = issue.input === undefined || issue.input === '';
  if (missing && isLanguage(key)) return `the text is missing in ${key}`;
  if (missing && key === 'label') return 'the field has no label';
  return issue.message;
};

const schemaFindings = (issues: readonly v.BaseIssue<unknown>[]): Finding[] =>
  issues.map((issue) => ({
    level: 'error',
    path: v.getDotPath(issue) ?? '',
    reason: reasonOf(issue),
  }));

const textsOnly = (pack: unknown): Finding[] => {
  const { errors, warnings } = textFindings(pack);
  return [...errors.map(asFinding('error')), ...warnings.map(asFinding('warning'))];
};

const textsAndConsent = (pack: ConsentPack): Finding[] => [
  ...textsOnly(pack),
  ...consentFaults(pack).map(asFinding('error')),
];

const textsAndService = (pack: ServicePack, context: FormContext): Finding[] => {
  const texts = textFindings(pack);
  const reach = reachOf(pack, context);
  return [
    ...[...texts.errors, ...serviceErrors(pack, reach)].map(asFinding('error')),
    ...[...texts.warnings, ...serviceWarnings(pack, reach)].map(asFinding('warning')),
  ];
};

const parsed = <S extends v.GenericSchema>(
  schema: S,
  pack: unknown,
  next: (value: v.InferOutput<S>) => Finding[],
): Finding[] => {
  const result = v.safeParse(schema, pack);
  return result.success ? next(result.output) : schemaFindings(result.issues);
};

const repeatedIds = ({ authorities }: AuthoritiesPack): Finding[] =>
  (['id', 'code'] as const).flatMap((key) =>
    authorities.flatMap((authority, index): Finding[] =>
      authorities.findIndex((other) => other[key] === authority[key]) < index
        ? [
            {
              level: 'error',
              path: `authorities.${index}.${key}`,
              reason: `the same ${key} twice: ${authority[key]}`,
            },
          ]
        : [],
    ),
  );

const mapFindings = (map: DistrictMap, { authorityIds }: FormContext): Finding[] => {
  // Names of places are often the same in two languages: no warning of textFindings holds here.
  const { errors } = textFindings(map);
  const unknown = { path: ['authorityId'], message: 'no authority has this id' };
  return [...errors, ...(authorityIds.has(map.authorityId) ? [] : [unknown])].map(
    asFinding('error'),
  );
};

const findingsOf = (pack: unknown, context: FormContext & ReceptionContext): Finding[] => {
  const kind = typeof pack === 'object' && pack !== null && 'pack' in pack ? pack.pack : undefined;
  switch (kind) {
    case 'service':
      return parsed(servicePackSchema, pack, (service) => textsAndService(service, context));
    case 'authorities':
      return parsed(authoritiesPackSchema, pack, repeatedIds);
    case 'calendar':
      return parsed(calendarPackSchema, pack, () => []);
    case 'consent':
      return parsed(consentPackSchema, pack, textsAndConsent);
    case 'map':
      return parsed(mapPackSchema, pack, (map) => mapFindings(map, context));
    case 'information':
      return parsed(informationPackSchema, pack, (page) => [
        ...textsOnly(page),
        ...informationFindings(page),
      ]);
    case 'receptions':
      return parsed(receptionPackSchema, pack, (reception) => [
        ...textsOnly(reception),
        ...receptionFindings(reception, context),
      ]);
    case 'participation-calendar':
      return parsed(participationCalendarSchema, pack, (calendar) => [
        ...textsOnly(calendar),
        ...eventFindings(calendar, context),
      ]);
    default:
      return [
        {
          level: 'error',
          path: 'pack',
          reason:
            'is none of: service, authorities, calendar, consent, map, information, receptions, participation-calendar',
        },
      ];
  }
};

/**
 * Reviews the parsed content of one pack file; errors first. Far more than a person would read is cut, and
 * says so.
 */
export const reviewPack = (
  pack: unknown,
  context: FormContext & ReceptionContext,
): readonly Finding[] => {
  const findings = findingsOf(pack, context);
  if (findings.length <= MOST_FINDINGS) return findings;
  const rest = findings.length - MOST_FINDINGS;
  return [
    ...findings.slice(0, MOST_FINDINGS),
    { level: findings[0]?.level ?? 'error', path: '', reason: `and ${rest} more` },
  ];
};
