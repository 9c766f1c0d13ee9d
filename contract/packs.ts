import * as v from 'valibot';
import { packFaults } from './domain/pack-rules.ts';
import { isSafeCondition } from './domain/condition.ts';
import { CASE_KINDS } from './item-kinds.ts';
import { localizedSchema } from './languages.ts';
import { PERSON_FIELDS } from './person.ts';
import { IDENTITY_LEVELS, REGIONS, type IdentityLevel, type Region } from './pack-names.ts';

/**
 * Shapes of content packs: the files that say what a kiosk offers.
 * A pack is data from outside (bundle, sync, USB) and is parsed before use.
 */

export const identifierSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/));
/** Names of questions and answers; camelCase because conditions refer to them. */
export const fieldNameSchema = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,63}$/));

/** Where a fact comes from, or that no source was found. */
export const provenanceSchema = v.strictObject({
  status: v.picklist(['verified', 'unverified']),
  source: v.optional(v.pipe(v.string(), v.maxLength(500))),
});

/**
 * A condition over the answers: JSON Schema 2020-12 without `pattern` and `$ref`
 * (a hostile expression must not be able to stop the kiosk). The linter and the parser refuse both.
 */
export const conditionSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((condition) => isSafeCondition(condition), 'a condition may only compare values'),
);
export type Condition = v.InferOutput<typeof conditionSchema>;

export { IDENTITY_LEVELS, REGIONS };
export type { IdentityLevel, Region };

export const authoritySchema = v.strictObject({
  id: identifierSchema,
  iso: v.optional(v.string()),
  kind: v.picklist(['city', 'rayon', 'baku-district']),
  region: v.optional(v.picklist(REGIONS)),
  /** Prefix of registration numbers, e.g. "MAS". */
  code: v.pipe(v.string(), v.regex(/^[A-Z]{2,4}$/)),
  name: localizedSchema,
  shortName: localizedSchema,
  /** Where a source has shown one. Said to people, never opened by the kiosk. */
  site: v.optional(v.pipe(v.string(), v.url(), v.maxLength(200))),
  provenance: provenanceSchema,
});
export type Authority = v.InferOutput<typeof authoritySchema>;

export const authoritiesPackSchema = v.strictObject({
  pack: v.literal('authorities'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  authorities: v.pipe(v.array(authoritySchema), v.minLength(1), v.maxLength(500)),
});
export type AuthoritiesPack = v.InferOutput<typeof authoritiesPackSchema>;

export const isoDateSchema = v.pipe(v.string(), v.isoDate());

/** The production calendar: what is not Monday to Friday as usual. Labour Code art. 105; Cabinet decisions. */
export const calendarPackSchema = v.strictObject({
  pack: v.literal('calendar'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  source: v.string(),
  /** First and last day that the table covers. */
  from: isoDateSchema,
  to: isoDateSchema,
  holidays: v.array(
    v.strictObject({ date: isoDateSchema, name: v.string(), estimated: v.boolean() }),
  ),
  /** Weekend days made working days by swap. */
  workingDays: v.array(isoDateSchema),
});
export type CalendarPack = v.InferOutput<typeof calendarPackSchema>;

export const QUESTION_KINDS = [
  'text', // one line
  'long-text', // several lines
  'person-name',
  'fin',
  'phone',
  'email',
  'people', // names of persons, an array
  'place', // settlement or square on the drawn map of the authority that was chosen
  'date', // ISO date, asked as day, month, year
  'choice', // one of `options`, radio buttons
  'multi-choice', // some of `options`, an array
  'authority', // id of a local executive authority
  'official', // id of an official of that authority who receives citizens
  'reception-topic', // one of the topics that this official takes
  'reception-times', // up to three times of this official, the wanted one first, an array
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export const optionSchema = v.strictObject({
  value: identifierSchema,
  label: localizedSchema,
  hint: v.optional(localizedSchema),
});

/** Ends the form with an explanation when its condition holds after the question was answered. */
export const stopSchema = v.strictObject({
  when: conditionSchema,
  title: localizedSchema,
  text: localizedSchema,
});

export const questionSchema = v.strictObject({
  field: fieldNameSchema,
  kind: v.picklist(QUESTION_KINDS),
  /** The heading of the page: one question a page. */
  title: localizedSchema,
  hint: v.optional(localizedSchema),
  /** Said when nothing was answered, in place of the general sentence: why it is needed. */
  missing: v.optional(localizedSchema),
  /** Short name in the list of answers. */
  label: localizedSchema,
  optional: v.optional(v.boolean(), false),
  /** Shown masked on the check page and in the case until the person taps Show. */
  personal: v.optional(v.boolean(), false),
  /** What it asks of the person at the kiosk: asked once, filled in everywhere else. */
  person: v.optional(v.picklist(PERSON_FIELDS)),
  options: v.optional(v.pipe(v.array(optionSchema), v.minLength(2), v.maxLength(40))),
  maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4000))),
  /** Bounds of a date. */
  date: v.optional(v.picklist(['past', 'future', 'any'])),
  /** Questions whose answer must not be the same as this one, e.g. another person's FIN. */
  differsFrom: v.optional(v.pipe(v.array(fieldNameSchema), v.maxLength(10)), []),
  /** The question is asked only when this holds for the answers and derived values. */
  showIf: v.optional(conditionSchema),
  stops: v.optional(v.array(stopSchema), []),
});
export type Question = v.InferOutput<typeof questionSchema>;

/** A value computed from answers that conditions may use, e.g. a child's age today. */
export const derivationSchema = v.strictObject({
  name: fieldNameSchema,
  from: fieldNameSchema,
  rule: v.picklist(['age-in-years']),
});

export const paperSchema = v.strictObject({
  id: identifierSchema,
  title: localizedSchema,
  /** Needed only in these cases, in words. */
  condition: v.optional(localizedSchema),
  /**
   * `required`: nothing is sent without it. `later`: it may be sent without, and the authority asks
   * for it; so it is when left out. `show`: only shown at the counter, nobody is asked to add it.
   */
  attach: v.optional(v.picklist(['required', 'later', 'show'])),
  provenance: provenanceSchema,
});

/** The parts of a service passport used by the state agency: authority, content, legal basis, documents, fee, term. */
export const passportSchema = v.strictObject({
  title: localizedSchema,
  summary: localizedSchema,
  whoDecides: localizedSchema,
  legalBasis: v.array(v.strictObject({ title: localizedSchema, provenance: provenanceSchema })),
  conditions: v.array(localizedSchema),
  papers: v.array(paperSchema),
  /** What has to be done in person at the counter, if anything; said before the first question. */
  counter: v.optional(v.strictObject({ text: localizedSchema, provenance: provenanceSchema })),
  fee: v.strictObject({ text: localizedSchema, provenance: provenanceSchema }),
  term: v.strictObject({
    workingDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365)),
    /** False where no law sets a day: then nobody is promised one. */
    answerDue: v.optional(v.boolean()),
    text: localizedSchema,
    provenance: provenanceSchema,
  }),
  /** Minutes a practised person needs. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120)),
});
export type Passport = v.InferOutput<typeof passportSchema>;

/** A step of an issue's path; only its key is ever shown. */
const placeOf = (input: unknown, key: string | number): v.UnknownPathItem => ({
  type: 'unknown',
  origin: 'value',
  input,
  key,
  value: undefined,
});

export const servicePackSchema = v.pipe(
  v.strictObject({
    pack: v.literal('service'),
    id: identifierSchema,
    version: v.pipe(v.number(), v.integer(), v.minValue(1)),
    provenance: provenanceSchema,
    /** What the filled-in form becomes at the portal. */
    purpose: v.optional(v.picklist(CASE_KINDS), 'application'),
    /** Whose service it is. */
    owner: v.picklist(['local-executive', 'centre']),
    lifeTopic: v.picklist([
      'family',
      'housing',
      'building',
      'land',
      'utilities',
      'documents',
      'participation',
    ]),
    level: v.picklist(IDENTITY_LEVELS),
    passport: passportSchema,
    /** Services that people often need after this one was answered. */
    follows: v.optional(v.pipe(v.array(identifierSchema), v.maxLength(5)), []),
    derived: v.optional(v.pipe(v.array(derivationSchema), v.maxLength(20)), []),
    questions: v.pipe(v.array(questionSchema), v.minLength(1), v.maxLength(100)),
    /** JSON Schema 2020-12 over the complete answers: what `showIf` alone cannot say. */
    schema: v.optional(conditionSchema),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { message, path } of packFaults(dataset.value)) {
      const [first, ...rest] = path.map((key) => placeOf(dataset.value, key));
      addIssue({ message, ...(first === undefined ? {} : { path: [first, ...rest] }) });
    }
  }),
);
export type ServicePack = v.InferOutput<typeof servicePackSchema>;

/** A value that a citizen may give to a question. */
export const answerSchema = v.union([
  v.pipe(v.string(), v.maxLength(4000)),
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(120))), v.maxLength(40)),
]);
export const answersSchema = v.record(fieldNameSchema, answerSchema);
export type Answer = v.InferOutput<typeof answerSchema>;
export type Answers = v.InferOutput<typeof answersSchema>;
