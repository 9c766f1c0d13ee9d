import * as v from 'valibot';
import { feedbackParts } from '../feedback.ts';
import { identifierSchema, isoDateSchema } from '../packs.ts';
import { noteHead } from '../note-content.ts';

/** What is inside the seal of a rating: no person, no case, no session, and the day in place of the moment. */
export const feedbackNoteSchema = v.strictObject({
  ...noteHead,
  kind: v.literal('feedback'),
  ...feedbackParts,
  authorityId: identifierSchema,
  language: v.picklist(['az', 'ru', 'en']),
  /** ISO day in Baku. */
  day: isoDateSchema,
});
export type FeedbackNote = v.InferOutput<typeof feedbackNoteSchema>;
