import type { AuditAnchor, AuditLine } from '../../../contract/audit.ts';
import type { AnsweredStep, CheckNote, SetupAnswers, SetupCheck } from '../../../contract/setup.ts';
import type { DeviceSettings } from '../../../contract/device-settings.ts';
import type { StaffRole } from '../../../contract/staff-views.ts';
import type { ItemKind } from '../../../contract/item-kinds.ts';
import type { VoteStopped } from '../../../contract/voting/views.ts';
import type { ItemResult, PublicJwk, Refusal } from '../../../contract/sync-protocol.ts';

/**
 * What the kiosk keeps, by collection. Records are small; sealed submissions, the states of cases and
 * drafts that were put aside are bodies beside their records, on disk only (read with `store.readBody`).
 */

export interface OutboxRecord {
  readonly kind: ItemKind;
  readonly state: 'saved' | 'set_aside' | 'discarded' | 'received';
  readonly savedAt: number;
  /** Rises with each that is saved, whatever the clock says: the order of sending. Left out by earlier programs. */
  readonly place?: number;
  /** Bytes of the sealed body. */
  readonly bytes: number;
  /** HMAC of the receipt's reference: finds the submission of a person who shows the receipt, and tells nothing. */
  readonly referenceTag?: string;
  /** Names the case on this kiosk; a note may have none. */
  readonly lookupId?: string;
  /** Why it was set aside; `lost_body`: its sealed body was damaged on this disk. */
  readonly refusal?: Refusal | 'too_large' | 'lost_body';
  readonly receipt?: Extract<ItemResult, { status: 'accepted' | 'duplicate' }>;
  readonly receivedAt?: number;
  /** When a supervisor gave it up; its body goes after the retention time. */
  readonly discardedAt?: number;
  /** Kept for a submission that is not durable yet: never sent, gone at the next start. */
  readonly held?: true;
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

/** A case. Its body is the state as the portal sealed it; unreadable without the receipt. */
export interface CaseRecord {
  /** Made by this kiosk at submission, under the receipt's key: what to show until the portal answers. */
  readonly local?: string;
  readonly submissionId?: string;
  readonly rev?: number;
  /** The portal's epoch in which `rev` counts. */
  readonly epoch?: string;
  /** Where earlier programs kept the state. */
  readonly sealed?: string;
  readonly final?: boolean;
  readonly heardAt?: number;
}

/** What the portal published, as it came; see publications.ts. */
export interface PublicationRecord {
  readonly rev: number;
  /** The portal's epoch in which `rev` counts. */
  readonly epoch: string;
  readonly body: string;
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
  /** The portal's own count of our batches lies behind what it had confirmed to us, in the same epoch. */
  readonly portalWentBack?: true;
  /** Nonce of the question that last went out on a stick. */
  readonly stickNonce?: string;
  /** The last batch that the portal had confirmed when that question was asked; 0 for none. */
  readonly stickChain?: number;
  /** Measured: portal's clock minus this device's, milliseconds. */
  readonly clockOffset?: number;
}

/** Wrong PINs of one member of staff, by number; see features/staff/lockout.ts. */
export interface LockoutRecord {
  readonly failures: number;
  readonly lockedUntil: number;
  readonly maxSeen: number;
}

/** One line of the audit with the HMAC that ties it to the line before; see core/audit.ts. */
export interface AuditRecord extends AuditLine {
  readonly mac: string;
}

/** The audit's key, its last link, and the link after which the kept lines begin. */
export interface AuditChainRecord extends AuditAnchor {
  /** 32 bytes, base64url. */
  readonly key: string;
  readonly base: AuditAnchor;
  /** What the portal last said it has seen. */
  readonly anchor?: AuditAnchor & { readonly at: number };
}

/** A member of staff as this kiosk knows them; goes before what the configuration says of the same number. */
export interface StaffAccountRecord {
  readonly name: string;
  readonly role: StaffRole;
  /** As `hash-pin` prints it. */
  readonly pin: string;
  /** "+994501234567": what is refused as a citizen's contact while this person helps. */
  readonly phone?: string;
  readonly disabled?: true;
}

/** Wrong pairs of reference and code at this kiosk; see features/cases/kiosk-guesses.ts. */
export interface GuessRecord {
  readonly tries: number;
  readonly lastAt: number;
  readonly maxSeen: number;
}

/** What a citizen wrote in a case, under the receipt's key: to be shown until the portal tells it. */
export interface OwnMessageRecord {
  readonly lookupId: string;
  readonly sealed: string;
  readonly savedAt: number;
  /** Notes that travel with it: parts of papers. It has arrived when all have. */
  readonly parts?: readonly string[];
}

/** What became of a lease of a reception's time here; one without a record is this kiosk's while it lasts. */
export interface LeaseRecord {
  readonly slotId: string;
  /** `given` to a citizen and not confirmed by the portal yet; `settled` since; `let_go` for good. */
  readonly state: 'given' | 'settled' | 'let_go';
  readonly submissionId?: string;
}

/** What happened on one day, by counter; see core/counters.ts. */
export interface CounterRecord {
  readonly counts: Readonly<Record<string, number>>;
}

/** A citizen's call for staff. Nothing of the citizen. */
export interface CallRecord {
  readonly at: number;
  readonly answeredAt?: number;
  /** Number of the member of staff; left out when the citizen took the call back. */
  readonly answeredBy?: string;
}

/** An application that was put aside; its body is sealed under the slip's key. */
export interface KeptDraftRecord {
  /** When it is dropped. Milliseconds since the Unix epoch. */
  readonly until: number;
}

/** Something that was sent from here, so that the same again is noticed. Holds no word of it. */
export interface MatterRecord {
  /** The submission's id. */
  readonly id: string;
  readonly savedAt: number;
}

/** A vote on its way; always the same size. Nothing of it can be read without a key that is destroyed soon (voting/vote-keys.ts). */
export interface VoteRecord {
  /** Name of that key. */
  readonly key: string;
  /** base64 */
  readonly sealed: string;
}

/** A survey as this kiosk saw it first. */
export interface SurveyPinRecord {
  /** Digest of its public keys, which never change. */
  readonly keys: string;
  /** Random, base64url: what voters' tags are made with. */
  readonly salt: string;
  /** Everything about it may go after this moment. */
  readonly until: number;
  /** JSON of the manifest that was accepted last; absent where an older program kept the keys only. */
  readonly manifest?: string;
}

/** Somebody has voted here in this survey; who, only a person's FIN can tell (voting/voter-tag.ts). */
export interface VoterRecord {
  readonly surveyId: string;
}

/** A vote that will not be counted. Says nothing of what was chosen. */
export interface StoppedVoteRecord {
  readonly surveyId: string;
  readonly reason: VoteStopped;
}

/** Which content the next start works with; null: what came with the program. */
export interface ContentRecord {
  readonly version: string | null;
  readonly before: string | null;
}

/** Where setting this kiosk up stands. */
export interface SetupRecord {
  /** It has once started with a configuration: a new one is not for just anybody. */
  readonly wasSetUp?: boolean;
  /** Keys of the configuration file as a stick brought them, beneath what the steps say. */
  readonly brought?: Readonly<Record<string, unknown>>;
  /** By step, as the file has them. */
  readonly answers?: { readonly [S in AnsweredStep]?: SetupAnswers[S] };
  readonly checks?: { readonly [C in SetupCheck]?: CheckNote };
}

export interface Collections {
  /** One record, id "setup". */
  setup: SetupRecord;
  /** By submission id. */
  outbox: OutboxRecord;
  /** By lookup id. */
  cases: CaseRecord;
  /** By sequence number in decimal. */
  batches: BatchRecord;
  /** By kind and id: "survey/roads". */
  publications: PublicationRecord;
  /** By the matter's tag; see core/sent-matters.ts. */
  matters: MatterRecord;
  /** One record, id "device". */
  device: DeviceRecord;
  /** By staff number. */
  lockouts: LockoutRecord;
  /** By sequence number, twelve digits. */
  audit: AuditRecord;
  /** One record, id "chain". */
  auditChain: AuditChainRecord;
  /** One record, id "settings". */
  settings: DeviceSettings;
  /** By name: "references". */
  secrets: { readonly key: string };
  /** By id: calls for staff. */
  calls: CallRecord;
  /** By ISO day: days that staff have closed. */
  closedDays: { readonly at: number; readonly number: string };
  /** One record, id "content". */
  content: ContentRecord;
  /** By staff number. */
  staffAccounts: StaffAccountRecord;
  /** One record, id "kiosk". */
  guesses: GuessRecord;
  /** By note id. */
  messages: OwnMessageRecord;
  /** By lease id; see core/reception-leases.ts. */
  leases: LeaseRecord;
  /** By ISO day. */
  counters: CounterRecord;
  /** By the id that the slip gives. */
  keptDrafts: KeptDraftRecord;
  /** By random name. */
  votes: VoteRecord;
  /** By survey id. */
  surveyPins: SurveyPinRecord;
  /** By tag. */
  voters: VoterRecord;
  /** By digest of the tracker. */
  stoppedVotes: StoppedVoteRecord;
}
export type CollectionName = keyof Collections;
