import type { Result } from '../../contract/result.ts';
import type { ExportReport, ImportReport } from '../../contract/staff-views.ts';
import type { Recorded } from './audit.ts';
import type { SubmissionQueue } from './submission-queue.ts';

/** The submissions on this disk, as staff may handle them. `act` is recorded in the same change. */
export interface KeptQueue extends Pick<SubmissionQueue, 'delivery'> {
  /** False when there is nothing set aside under this id. */
  retry(id: string, act: Recorded): Promise<boolean>;
  /** `now` is the best time. */
  discard(id: string, act: Recorded, now: number): Promise<boolean>;
}

/** The exchange by stick. */
export interface QueueTransfer {
  export(): Promise<Result<ExportReport>>;
  import(): Promise<Result<ImportReport>>;
}
