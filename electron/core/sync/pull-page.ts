import * as v from 'valibot';
import { publicationSchema, type Publication } from '../../../contract/publications.ts';
import {
  type CaseEnvelope,
  caseEnvelopeSchema,
  pullReplySchema,
} from '../../../contract/sync-protocol.ts';

const isCase = (entry: unknown): entry is CaseEnvelope => v.is(caseEnvelopeSchema, entry);
const isPublication = (entry: unknown): entry is Publication => v.is(publicationSchema, entry);

/**
 * The answer to a pull, entry by entry: one that this program cannot take, from a newer portal say,
 * is left out and counted. Refused as a whole, the same page would come again for ever.
 */
export const pullPageSchema = v.pipe(
  v.strictObject({
    ...pullReplySchema.entries,
    cases: v.array(v.unknown()),
    publications: v.optional(v.array(v.unknown()), []),
  }),
  v.transform((reply) => {
    const cases = reply.cases.filter(isCase);
    const publications = reply.publications.filter(isPublication);
    const leftOut = {
      cases: reply.cases.length - cases.length,
      publications: reply.publications.length - publications.length,
    };
    return { ...reply, cases, publications, leftOut };
  }),
);
export type PullPage = v.InferOutput<typeof pullPageSchema>;
