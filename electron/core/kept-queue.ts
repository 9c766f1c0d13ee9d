import type { KioskError } from '../../contract/errors.ts';
import type { Result } from '../../contract/result.ts';
import type { ExportReport, ImportReport } from '../../contract/staff-views.ts';
import type { Recorded } from './audit.ts';
import type { StickReadFault, StickWriteFault } from './stick-files.ts';
import type { SubmissionQueue } from './submission-queue.ts';

/** The submissions on this disk, as staff may handle them. `act` is recorded in the same change. */
export interface KeptQueue extends Pick<SubmissionQueue, 'delivery'> {
  /** False when there is nothing set aside under this id. */
  retry(id: string, act: Recorded): Promise<boolean>;
  /** `now` is the best time. */
  discard(id: string, act: Recorded, now: number): Promise<boolean>;
}

export type ExportFault = 'not_set_up' | StickWriteFault;
export type ImportFault = 'not_set_up' | StickReadFault;

/** The exchange with the portal without a network: the same signed messages in files. To be run while no round is under way. */
export interface QueueTransfer {
  export(): Promise<Result<ExportReport, KioskError<ExportFault>>>;
  import(): Promise<Result<ImportReport, KioskError<ImportFault>>>;
}
