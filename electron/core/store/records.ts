import type { ItemResult, PublicJwk, Refusal } from '../../../contract/sync-protocol.ts';

/**
 * What the kiosk keeps, by collection. Every record is small except `OutboxRecord.sealed`, which
 * the store keeps on disk and not in memory (read it with `store.readBody`).
 */

export interface OutboxRecord {
  readonly kind: 'application';
  readonly state: 'saved' | 'set_aside' | 'received';
  readonly savedAt: number;
  /** Bytes of the sealed body. */
  readonly bytes: number;
  /** Names the case on this kiosk. */
  readonly lookupId: string;
  /** Batch that carries it, while one is under way. */
  readonly batch?: number;
  readonly refusal?: Refusal | 'too_large';
  readonly receipt?: Extract<ItemResult, { status: 'accepted' | 'duplicate' }>;
  readonly receivedAt?: number;
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
  readonly sealed?: string;
  readonly final?: boolean;
  readonly heardAt?: number;
}

export interface DeviceRecord {
  /** Private JWK of this device, ES256. */
  readonly deviceKey?: JsonWebKey;
  readonly enrolled?: {
    readonly kiosk: string;
    readonly kioskName: string;
    readonly signingKey: PublicJwk;
    readonly sealingKey: PublicJwk;
    readonly epoch: string;
  };
  readonly chain?: { readonly seq: number; readonly digest: string };
  readonly cursor?: string;
  /** Measured: portal's clock minus this device's, milliseconds. */
  readonly clockOffset?: number;
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
}
export type CollectionName = keyof Collections;
