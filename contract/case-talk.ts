import * as v from 'valibot';

/** What a case's timeline can tell: its states, and what happened between them. */

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a citizen says in a case, with words or with a time. */
export const SPOKEN_ACTS = [
  'reply',
  'ask-why',
  'complain',
  'withdraw',
  'confirm-time', // of a reception
  'take-time', // one of those that are offered
  'ask-time', // another one
] as const;
export type SpokenAct = (typeof SPOKEN_ACTS)[number];

/** Acts of a citizen about a case; each travels as a sealed note of its own. */
export const CITIZEN_ACTS = [...SPOKEN_ACTS, 'add-document'] as const;
export type CitizenAct = (typeof CITIZEN_ACTS)[number];

/** What an authority writes beside a decision: an answer to a message, or a question that the clock waits for. */
export const AUTHORITY_ACTS = ['reply', 'ask-info'] as const;
export type AuthorityAct = (typeof AUTHORITY_ACTS)[number];

export const MESSAGE_LENGTH = 2_000;
/** The newest are kept in a case's state. */
export const MESSAGES_SHOWN = 20;

export const writerSchema = v.strictObject({ name: v.string(), position: v.string() });

export const caseMessageSchema = v.strictObject({
  id: v.pipe(v.string(), v.uuid()),
  act: v.picklist([...CITIZEN_ACTS, 'ask-info']),
  fromCitizen: v.boolean(),
  text: v.pipe(v.string(), v.maxLength(10_000)),
  at: moment,
  /** Who wrote for the authority. */
  official: v.optional(writerSchema),
  /** Of papers that were added, all together. */
  pages: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});
export type CaseMessage = v.InferOutput<typeof caseMessageSchema>;

/** Whom a case waits for; absent once it is decided or withdrawn. */
export const waitsForSchema = v.strictObject({
  who: v.picklist(['citizen', 'authority']),
  until: v.pipe(v.string(), v.isoDate()),
});
export type WaitsFor = v.InferOutput<typeof waitsForSchema>;

/** Who has opened a case, told to the citizen: an official by name, a kiosk by its place. */
export const caseOpeningSchema = v.variant('by', [
  v.strictObject({
    by: v.literal('official'),
    name: v.string(),
    position: v.string(),
    at: moment,
  }),
  v.strictObject({ by: v.literal('kiosk'), place: v.string(), at: moment }),
]);
export type CaseOpening = v.InferOutput<typeof caseOpeningSchema>;
