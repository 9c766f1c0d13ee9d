import type { CaseEnvelope } from '../../../contract/sync-protocol.ts';
import type { CaseRecord } from '../store/records.ts';
import type { StoreWriter } from '../store/store.ts';

/** When and in which of the portal's epochs an envelope was heard. */
export interface Heard {
  readonly epoch: string;
  /** The portal's time, or the best that is known of it; milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Keeps a case's newer state; false when what is here is as new. Revisions of different epochs do not compare. */
export const keepCase = (data: StoreWriter, envelope: CaseEnvelope, heard: Heard): boolean => {
  const { lookupId, rev, final, sealed } = envelope;
  const { sealed: _before, ...record }: CaseRecord = data.cases.get(lookupId) ?? {};
  if (record.epoch === heard.epoch && (record.rev ?? 0) >= rev) return false;
  const { epoch, at: heardAt } = heard;
  data.cases.set(lookupId, { ...record, rev, epoch, final, heardAt }, sealed);
  return true;
};
