import * as v from 'valibot';
import { PORTAL_STATES } from '../../contract/domain/case-status.ts';
import { isoDateSchema } from '../../contract/packs.ts';

/** Answered with reasons so often in a year, a matter may be left without consideration (Law on Citizens' Appeals, art. 8.1.4). */
export const ANSWERED_OFTEN = 3;

/** What else there is on the matter of an appeal. */
export const appealMatterSchema = v.strictObject({
  /** Other appeals on the same matter that were answered in the last year. */
  answeredInYear: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The newest first, 20 at most. */
  related: v.array(
    v.strictObject({
      caseId: v.pipe(v.string(), v.uuid()),
      registrationNumber: v.string(),
      status: v.picklist(PORTAL_STATES),
      registeredOn: isoDateSchema,
      /** The same person on the same subject, or one named the other. */
      how: v.picklist(['same-matter', 'named']),
    }),
  ),
});
export type AppealMatter = v.InferOutput<typeof appealMatterSchema>;
