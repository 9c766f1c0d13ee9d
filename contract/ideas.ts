import * as v from 'valibot';
import { identifierSchema, isoDateSchema } from './packs.ts';

/** The idea bank: what is published for everybody to read, and the support that people give. */

const words = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));

/** Kind of the publications. */
export const IDEA_PUBLICATION = 'idea';

/** Body of a publication of an idea: nothing of who sent it. */
export const publishedIdeaSchema = v.strictObject({
  id: v.pipe(v.string(), v.uuid()),
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

export interface IdeaView extends PublishedIdea {
  /** During this visit. */
  readonly supported: boolean;
}

export interface IdeaSupport {
  /** Counted once for the person, or once for this visit because nobody knows who it is. */
  readonly once: 'person' | 'visit';
}
