import * as v from 'valibot';
import { identifierSchema, isoDateSchema } from './packs.ts';

/** The idea bank: what is published for everybody to read, and the support that people give. */

const uuid = v.pipe(v.string(), v.uuid());
const words = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));

/** Body of a publication of kind `idea`: nothing of who sent it. */
export const publishedIdeaSchema = v.strictObject({
  id: uuid,
  authorityId: identifierSchema,
  direction: identifierSchema,
  /** In which it was written; it is shown as it was written. */
  language: v.picklist(['az', 'ru', 'en']),
  title: words(100),
  problem: words(700),
  proposal: words(700),
  publishedOn: isoDateSchema,
  supports: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type PublishedIdea = v.InferOutput<typeof publishedIdeaSchema>;

/**
 * What is inside the seal of a `support` note. `once` is what the portal counts once per idea: the
 * FIN of a person whose identity was checked, else a mark that lives as long as the session.
 */
export const supportNoteSchema = v.strictObject({
  v: v.literal(1),
  ideaId: uuid,
  once: v.variant('by', [
    v.strictObject({ by: v.literal('person'), fin: v.pipe(v.string(), v.maxLength(7)) }),
    v.strictObject({ by: v.literal('session'), mark: v.pipe(v.string(), v.length(22)) }),
  ]),
  day: isoDateSchema,
});
export type SupportNote = v.InferOutput<typeof supportNoteSchema>;
