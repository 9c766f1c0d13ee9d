import type { Result } from '../../contract/result.ts';
import type { ExportReport, ImportReport } from '../../contract/staff-views.ts';
import type { StaffActRecord } from './store/records.ts';
import type { SubmissionQueue } from './submission-queue.ts';

/** What staff did, with the id under which it is noted. */
export interface NotedAct {
  readonly id: string;
  readonly record: StaffActRecord;
}

/** The submissions on this disk, as staff may handle them. `act` is noted in the same change. */
export interface KeptQueue extends Pick<SubmissionQueue, 'delivery'> {
  /** False when there is nothing set aside under this id. */
  retry(id: string, act: NotedAct): Promise<boolean>;
  discard(id: string, act: NotedAct): Promise<boolean>;
}

/** The exchange by stick. */
export interface QueueTransfer {
  export(): Promise<Result<ExportReport>>;
  import(): Promise<Result<ImportReport>>;
}
