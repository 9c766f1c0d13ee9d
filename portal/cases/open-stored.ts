import type { CaseKind } from '../../contract/item-kinds.ts';
import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import type { PortalContext } from '../context.ts';
import { openSubmission } from '../seals/submission-seal.ts';

/** The submission of a case, opened; undefined, and noted, where none of the portal's keys opens it any more. */
export const openStored = (
  { keys, log }: Pick<PortalContext, 'keys' | 'log'>,
  { id, kind, sealed }: { readonly id: string; readonly kind: CaseKind; readonly sealed: string },
): SubmissionContent | undefined => {
  const opened = openSubmission({ id, kind, sealed }, keys.sealing);
  if (opened.ok) return opened.value;
  log.error('case.cannot_be_opened', { case: id, reason: opened.error });
  return undefined;
};
