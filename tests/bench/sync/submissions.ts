import { createContent, sealContent } from '../../support/portal/sample-application.ts';
import type { SealedSubmission } from '../../../electron/core/submission-queue.ts';
import type { PublicJwk } from '../../../contract/sync-protocol.ts';

/** Answers that make the JSON of a submission 1.5 KB, as a filled-in form with a reason has. */
const LONG_REASON =
  'Uşaq anası ilə yaşayır və onun soyadını daşımaq istəyir; məktəb sənədləri də bu soyadladır. ';

/** Sealed as the kiosk's features seal them: 1.5 KB of content each, padded to 2 KB. */
export const createSubmissions = async (
  count: number,
  sealingKey: PublicJwk,
  newId: () => string,
): Promise<readonly SealedSubmission[]> => {
  const submissions: SealedSubmission[] = [];
  for (let made = 0; made < count; made += 1) {
    const content = createContent({ id: newId() });
    const answers = { ...content.answers, reason: LONG_REASON.repeat(5).slice(0, 390) };
    submissions.push({
      id: content.id,
      kind: 'application',
      savedAt: content.confirmedAt,
      lookupId: content.caseAccess.lookupId,
      sealed: await sealContent({ ...content, answers }, sealingKey),
      note: 'a note under the receipt',
    });
  }
  return submissions;
};
