/** A sound service of two questions, for tests that break it in one place. */
export interface RawService {
  [key: string]: unknown;
  level: string;
  passport: Record<string, unknown>;
  derived: unknown[];
  questions: RawQuestion[];
}
export type RawQuestion = Record<string, unknown>;

export const text = (words: string) => ({
  az: `${words} azərbaycanca`,
  ru: `${words} по-русски`,
  en: `${words} in English`,
});

/** Holds when the named answer is the value. */
export const equals = (name: string, value: unknown) => ({
  properties: { [name]: { const: value } },
  required: [name],
});

export const choice = (field: string, values: readonly string[], more: RawQuestion = {}) => ({
  field,
  kind: 'choice',
  title: text(`Title ${field}`),
  label: text(`Label ${field}`),
  options: values.map((value) => ({ value, label: text(`Option ${value}`) })),
  ...more,
});

const unverified = { status: 'unverified' };

export const smallService = (...questions: RawQuestion[]): RawService => ({
  pack: 'service',
  id: 'small-service',
  version: 1,
  provenance: unverified,
  owner: 'centre',
  lifeTopic: 'family',
  level: 'declared',
  passport: {
    title: text('Title'),
    summary: text('Summary'),
    whoDecides: text('Who'),
    legalBasis: [],
    conditions: [],
    papers: [],
    fee: { text: text('Fee'), provenance: unverified },
    term: { workingDays: 15, text: text('Term'), provenance: unverified },
    minutes: 3,
  },
  derived: [],
  questions: questions.length > 0 ? questions : [choice('one', ['yes', 'no'])],
});
