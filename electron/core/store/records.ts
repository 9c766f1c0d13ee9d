import type { ItemResult, PublicJwk, Refusal } from '../../../contract/sync-protocol.ts';

/**
 * What the kiosk keeps, by collection. Every record is small except `OutboxRecord.sealed`, which
 * the store keeps on disk and not in memory (read it with `store.readBody`).
 */

export interface OutboxRecord {
  readonly kind: 'application';
  readonly state: 'saved' | 'set_aside' | 'discarded' | 'received';
  readonly savedAt: number;
  /** Bytes of the sealed body. */
  readonly bytes: number;
  /** Names the case on this kiosk. */
  readonly lookupId: string;
  /** Why it was set aside; `lost_body`: its sealed body was damaged on this disk. */
  readonly refusal?: Refusal | 'too_large' | 'lost_body';
  readonly receipt?: Extract<ItemResult, { status: 'accepted' | 'duplicate' }>;
  readonly receivedAt?: number;
  /** When a supervisor gave it up; its body goes after the retention time. */
  readonly discardedAt?: number;
  /** The portal was restored from a backup and may have lost it: offered again, the receipt stays meanwhile. */
  readonly reoffer?: true;
}

/** A batch whose content is fixed and that may have reached the portal: resent byte for byte until answered. */
export interface BatchRecord {
  readonly seq: number;
  readonly prev: string;
  readonly digest: string;
  readonly sentAt: number;
  readonly items: readonly string[];
}

/** A case's state as the portal sealed it; unreadable without the receipt. */
export interface CaseRecord {
  /** Made by this kiosk at submission, under the receipt's key: what to show until the portal answers. */
  readonly local?: string;
  readonly submissionId?: string;
  readonly rev?: number;
  /** The portal's epoch in which `rev` counts. */
  readonly epoch?: string;
  readonly sealed?: string;
  readonly final?: boolean;
  readonly heardAt?: number;
}

export interface DeviceRecord {
  /** Private JWK of this device, ES256, as the portal knows it. */
  readonly deviceKey?: JsonWebKey;
  /** A key that is being enrolled, kept so that a lost answer can be asked for again; `code` is the digest of the one-time code. */
  readonly candidate?: { readonly key: JsonWebKey; readonly code: string };
  /** Digest of the code that enrolled this device: it is never tried again. */
  readonly usedCode?: string;
  readonly enrolled?: {
    readonly kiosk: string;
    readonly kioskName: string;
    readonly signingKey: PublicJwk;
    readonly sealingKey: PublicJwk;
    readonly epoch: string;
  };
  readonly chain?: { readonly seq: number; readonly digest: string };
  readonly cursor?: string;
  /** Nonce of the question that last went out on a stick. */
  readonly stickNonce?: string;
  /** Measured: portal's clock minus this device's, milliseconds. */
  readonly clockOffset?: number;
}

/** Wrong PINs of one member of staff, by number; see features/staff/lockout.ts. */
export interface LockoutRecord {
  readonly failures: number;
  readonly lockedUntil: number;
  readonly maxSeen: number;
}

/** What staff did that others must be able to ask about. Never contents. */
export interface StaffActRecord {
  readonly at: number;
  readonly number: string;
  readonly act: 'signed_in' | 'retried' | 'discarded' | 'exported' | 'imported';
  readonly submissionId?: string;
  readonly reason?: string;
}

/** What happened on one day, by counter; see core/counters.ts. */
export interface CounterRecord {
  readonly counts: Readonly<Record<string, number>>;
}

export interface Collections {
  /** By submission id. */
  outbox: OutboxRecord;
  /** By lookup id. */
  cases: CaseRecord;
  /** By sequence number in decimal. */
  batches: BatchRecord;
  /** One record, id "device". */
  device: DeviceRecord;
  /** By staff number. */
  lockouts: LockoutRecord;
  /** By id, in order of time. */
  staffActs: StaffActRecord;
  /** By ISO day. */
  counters: CounterRecord;
}
export type CollectionName = keyof Collections;
