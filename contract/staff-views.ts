import type { DeliveryState } from './domain/case-status.ts';
import type { ItemKind } from './item-kinds.ts';
import type { Refusal } from './sync-protocol.ts';

/** Operators look after the queue, supervisors may also discard, technicians look after the device. */
export const STAFF_ROLES = ['operator', 'supervisor', 'technician'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export interface StaffView {
  readonly name: string;
  readonly role: StaffRole;
  /** What began when this person was let in; left out where nobody was. */
  readonly visit?: string;
}

/** An account as those see it who look after accounts. Never the PIN or its hash. */
export interface StaffPerson {
  readonly number: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Named in the kiosk's configuration file. */
  readonly configured: boolean;
  readonly hasPhone: boolean;
  readonly disabled: boolean;
  /** `hard`: only a technician opens it again. */
  readonly lock: 'open' | 'waiting' | 'hard';
}

/** What a person must look at. `store_damaged`: acknowledged data was found damaged; `queue_stuck`: nothing was received for long although something waits; `audit_broken`: lines of the audit are missing or changed; `portal_went_back`: the portal has lost what it had confirmed, and does not know it; `printer_trouble`: the last paper did not come out. */
export type DeviceAlarm =
  | 'store_damaged'
  | 'audit_broken'
  | 'portal_went_back'
  | 'cannot_save'
  | 'queue_stuck'
  | 'printer_trouble'
  /** Less space is free than the configuration wants. */
  | 'low_disk'
  | 'bad-message'
  | 'unknown-kiosk'
  | 'kiosk-revoked'
  | 'sequence-conflict'
  | 'enrolment-refused';

export interface DeviceHealth {
  readonly kioskName?: string;
  readonly version: string;
  readonly online: boolean;
  readonly enrolled: boolean;
  readonly waiting: number;
  readonly setAside: number;
  readonly lastExchangeAt?: number;
  readonly alarms: readonly DeviceAlarm[];
  /** Milliseconds since the epoch by the best clock, and how far the device's own is off. */
  readonly now: number;
  readonly clockOffset: number;
  /** Left out while it is not known. */
  readonly freeMegabytes?: number;
}

/** The keys that seal the data of this kiosk. */
export interface KeysView {
  /** When the present one was made, milliseconds since 1970; left out while the next start is to make one. */
  readonly since?: number;
  /** `renewing`: something is sealed with an earlier one still. */
  readonly state: 'settled' | 'next_start' | 'renewing';
}

/** Ranges of saved data that could not be read any more and were put in quarantine. */
export interface DamageView {
  /** Not acknowledged yet. */
  readonly unseen: number;
  readonly seen: number;
}

export type SetAsideReason = Refusal | 'too_large' | 'lost_body';

export interface QueueItem {
  readonly id: string;
  readonly kind: ItemKind;
  readonly state: Exclude<DeliveryState, 'received' | 'discarded'>;
  readonly savedAt: number;
  readonly bytes: number;
  readonly reason?: SetAsideReason;
}

export interface ExportReport {
  readonly file: string;
  readonly submissions: number;
  /** What did not fit into this file. */
  readonly left: number;
}

export interface ImportReport {
  readonly received: number;
  readonly setAside: number;
  readonly cases: number;
}

/** Where the submission of a citizen stands who has a receipt. */
export interface QueueMatch {
  readonly id: string;
  readonly kind: QueueItem['kind'];
  readonly state: DeliveryState;
  readonly savedAt: number;
  readonly reason?: SetAsideReason;
  readonly receivedAt?: number;
}
