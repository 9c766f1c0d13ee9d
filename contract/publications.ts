import * as v from 'valibot';
import { identifierSchema } from './packs.ts';

/** Characters of a body. */
export const PUBLICATION_LENGTH = 200_000;

/**
 * What the portal tells every kiosk, or one of them: surveys, results, ideas, slots, news, packs.
 * It travels in the signed answer to a pull and is kept until the portal takes it back.
 */
export const publicationSchema = v.strictObject({
  /** What it is, e.g. "survey"; the feature of that name knows the shape of its body. */
  kind: identifierSchema,
  /** Unique within its kind. */
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  /** Rises with each publication of the portal; an older one never replaces a newer one. */
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** JSON; null: taken back. */
  body: v.nullable(v.pipe(v.string(), v.maxLength(PUBLICATION_LENGTH))),
});
export type Publication = v.InferOutput<typeof publicationSchema>;
