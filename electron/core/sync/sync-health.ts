import type { ProblemName } from '../../../contract/sync-protocol.ts';

/** What a person must look at before the queue can go on. */
export type SyncAlarm = Extract<
  ProblemName,
  'bad-message' | 'unknown-kiosk' | 'kiosk-revoked' | 'sequence-conflict' | 'enrolment-refused'
>;

/** For staff: how the exchange with the portal stands. */
export interface SyncHealth {
  readonly online: boolean;
  readonly enrolled: boolean;
  /** Submissions that the portal has not confirmed. */
  readonly waiting: number;
  readonly alarm?: SyncAlarm;
  /** The portal has lost batches that it had confirmed, and does not know it: it was restored from a backup without a new epoch. */
  readonly portalWentBack: boolean;
  /** Best time of the last verified answer. */
  readonly lastExchangeAt?: number;
}
