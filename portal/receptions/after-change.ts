import type { PortalStatus } from '../../contract/domain/case-status.ts';
import { isFinal } from '../../contract/domain/case-status.ts';
import type { CaseRecord } from '../cases/case-summary.ts';
import type { PortalContext, Tx } from '../context.ts';
import { publishTimes } from './publish-times.ts';
import { freeSlots } from './take-slot.ts';

const letsGo = (status: PortalStatus): boolean => isFinal(status) || status === 'forwarded';

/** A case that is over, or went to another authority, needs its time no longer: others may have it. */
export const followCase = async (
  context: PortalContext,
  tx: Tx,
  before: CaseRecord,
  { id, status }: Pick<CaseRecord, 'id' | 'status'>,
): Promise<void> => {
  if (before.kind !== 'reception' || !letsGo(status)) return;
  if (await freeSlots(tx, id, context.clock.now()))
    await publishTimes(context, tx, before.authority_id);
};
