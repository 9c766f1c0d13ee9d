/** What staff did, or looked at. Never contents of a submission, never a PIN. */
export const AUDIT_ACTS = [
  'signed_in',
  'signed_out',
  'wrong_pin',
  'viewed', // subject: the page
  'retried',
  'discarded',
  'exported',
  'imported',
  'matched', // a citizen's reference was looked up in the queue
  'account_added',
  'account_changed', // subject: number, reason: what of it
  'pin_changed',
  'unlocked',
  'setting_changed', // subject: the setting
  'theme_loaded',
  'content_installed',
  'content_rolled_back',
  'call_answered',
  'identity_seen', // a citizen's card was compared with the person
  'assist_began',
  'assist_ended',
  'damage_acknowledged', // subject: how many ranges
  'keys_renewed', // by the next start
  'day_closed',
  'audit_exported',
  'counters_exported',
  'set_up', // subject: the step
  'setup_exported',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** Pages of staff whose opening is recorded. */
export const STAFF_PAGES = [
  'today',
  'queue',
  'figures',
  'audit',
  'people',
  'settings',
  'content',
  'day',
  'damage',
  'keys',
  'locks',
  'setup',
] as const;

export interface AuditEntry {
  /** Number of the person who did it. */
  readonly number: string;
  readonly act: AuditAct;
  /** Number of the second person who agreed. */
  readonly second?: string;
  /** What it was done to: a submission's id, a number, a page, a setting. */
  readonly subject?: string;
  readonly reason?: string;
}

export interface AuditLine extends AuditEntry {
  readonly seq: number;
  readonly at: number;
}

/** The last link of the chain: what the portal keeps of it. */
export interface AuditAnchor {
  readonly seq: number;
  /** HMAC-SHA256, base64url. */
  readonly mac: string;
}

/**
 * Whether the chain holds. `missing`: a line is gone; `changed`: a line, or the order, was changed;
 * `cut`: lines at the end are gone; `went_back`: the chain is not the one that the portal has seen.
 */
export type AuditFault = 'missing' | 'changed' | 'cut' | 'went_back';
export type AuditCheck =
  | { readonly ok: true; readonly lines: number }
  | { readonly ok: false; readonly fault: AuditFault; readonly seq: number };

export interface AuditView {
  readonly check: AuditCheck;
  /** Newest first. */
  readonly lines: readonly AuditLine[];
  readonly more: boolean;
  /** What the portal has confirmed to have seen, and when. */
  readonly anchored?: { readonly seq: number; readonly at: number };
}
