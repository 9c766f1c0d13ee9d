import * as v from 'valibot';
import { LANGUAGES, localizedSchema } from './languages.ts';
import { provenanceSchema } from './packs.ts';

/** The points that a consent must state (Law 998-IIIQ of 11 May 2010 on personal data), in this order. */
export const CONSENT_POINTS = [
  'person', // whose data
  'collector', // who collects
  'purpose',
  'data', // which data, and what is done with them
  'term', // for how long, and how to withdraw
  'deletion', // deleting or archiving afterwards
] as const;

const pointSchema = v.strictObject({
  point: v.picklist(CONSENT_POINTS),
  title: localizedSchema,
  short: localizedSchema,
  full: localizedSchema,
});

/**
 * The sheet that a person agrees to with each submission. Texts may name "{agency}" and "{days}"
 * (for which sealed copies stay on the kiosk); the kiosk puts its own in.
 */
export const consentPackSchema = v.strictObject({
  pack: v.literal('consent'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  provenance: provenanceSchema,
  points: v.pipe(
    v.array(pointSchema),
    v.check(
      (points) =>
        points.length === CONSENT_POINTS.length &&
        points.every(({ point }, index) => point === CONSENT_POINTS[index]),
      'a consent states all six points, in the order of the law',
    ),
  ),
});
export type ConsentPack = v.InferOutput<typeof consentPackSchema>;

/** What the person saw, kept with the record. */
export const givenConsentSchema = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  language: v.picklist(LANGUAGES),
  /** Milliseconds since the Unix epoch. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type GivenConsent = v.InferOutput<typeof givenConsentSchema>;

export type ConsentSheet = Pick<ConsentPack, 'version' | 'points'> & {
  readonly verified: boolean;
};
