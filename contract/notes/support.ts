import * as v from 'valibot';
import { noteHead } from '../note-content.ts';

/**
 * What is inside the seal of a support for an idea. `once` is what the portal counts once per idea:
 * the FIN of a person whose identity was checked, else a mark that lives as long as the visit.
 */
export const supportNoteSchema = v.strictObject({
  ...noteHead,
  kind: v.literal('support'),
  ideaId: v.pipe(v.string(), v.uuid()),
  once: v.variant('by', [
    v.strictObject({
      by: v.literal('person'),
      fin: v.pipe(v.string(), v.regex(/^[0-9A-HJ-NP-Z]{7}$/)),
    }),
    v.strictObject({
      by: v.literal('visit'),
      mark: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
    }),
  ]),
});
export type SupportNote = v.InferOutput<typeof supportNoteSchema>;
