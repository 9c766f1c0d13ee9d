import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AuditAnchor, AuditCheck, AuditEntry, AuditLine } from '../../contract/audit.ts';
import type { Random } from './ports.ts';
import type { AuditChainRecord, AuditRecord } from './store/records.ts';
import type { Store, StoreReader, StoreWriter } from './store/store.ts';

/** Records what staff did, to be called inside the change that does it: both happen, or neither. */
export type Recorded = (data: StoreWriter) => void;

/** What staff did, line after line; each line's HMAC covers the line before it. */
export interface Audit {
  record(entry: AuditEntry): Recorded;
  /** A line of its own. Uses the disk's reserve. */
  note(entry: AuditEntry): Promise<void>;
  /** Newest first; `before` is a seq. */
  lines(most: number, before?: number): readonly AuditLine[];
  /** All lines, oldest first, each with its link: whoever has the portal's anchor can compare. */
  linked(): readonly AuditRecord[];
  verify(): AuditCheck;
  /** The last link; undefined while nothing was recorded. */
  head(): AuditAnchor | undefined;
  /** Takes the portal's word on what it has seen of this chain. */
  heardAnchor(anchor: AuditAnchor): Promise<void>;
  anchored(): { readonly seq: number; readonly at: number } | undefined;
}

export interface AuditOptions {
  readonly store: Store;
  readonly random: Pick<Random, 'bytes'>;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
}

const CHAIN = 'chain';
const KEY_BYTES = 32;
const ORIGIN = 'asan-audit/1';
/** Lines that are kept; older ones are let go from the beginning, and the chain starts after them. */
const MOST_LINES = 20_000;
/** Lines let go at once, so that not every new one pays for it. */
const AT_ONCE = 500;

const idOf = (seq: number): string => String(seq).padStart(12, '0');

const macOf = (key: string, text: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('base64url');

const linkOf = (key: string, prev: string, line: AuditLine): string => {
  const { seq, at, number, act, second, subject, reason } = line;
  return macOf(
    key,
    JSON.stringify([prev, seq, at, number, act, second ?? null, subject ?? null, reason ?? null]),
  );
};

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export const createAudit = ({ store, random, now }: AuditOptions): Audit => {
  const { data } = store;

  const beginChain = (): AuditChainRecord => {
    const key = Buffer.from(random.bytes(KEY_BYTES)).toString('base64url');
    const mac = macOf(key, ORIGIN);
    return { key, seq: 0, mac, base: { seq: 0, mac } };
  };

  const record =
    (entry: AuditEntry): Recorded =>
    (writer) => {
      const chain = writer.auditChain.get(CHAIN) ?? beginChain();
      const line = { ...entry, seq: chain.seq + 1, at: now() };
      const mac = linkOf(chain.key, chain.mac, line);
      writer.audit.set(idOf(line.seq), { ...line, mac });
      writer.auditChain.set(CHAIN, letGo(writer, { ...chain, seq: line.seq, mac }));
    };

  return {
    record,
    note: (entry) => store.update(record(entry), { urgent: true }),
    lines: (most, before = Infinity) =>
      sorted(data)
        .filter(({ seq }) => seq < before)
        .slice(-most)
        .reverse()
        .map(toLine),
    linked: () => sorted(data),
    verify: () => verify(data),
    head: () => {
      const { seq, mac } = data.auditChain.get(CHAIN) ?? { seq: 0, mac: '' };
      return seq === 0 ? undefined : { seq, mac };
    },
    heardAnchor: async (anchor) => {
      const known = data.auditChain.get(CHAIN)?.anchor;
      if (known?.seq === anchor.seq && known.mac === anchor.mac) return;
      const write = (writer: StoreWriter): void => {
        const chain = writer.auditChain.get(CHAIN) ?? beginChain();
        writer.auditChain.set(CHAIN, { ...chain, anchor: { ...anchor, at: now() } });
      };
      await store.update(write, { urgent: true });
    },
    anchored: () => {
      const anchor = data.auditChain.get(CHAIN)?.anchor;
      return anchor && { seq: anchor.seq, at: anchor.at };
    },
  };
};

const toLine = ({ seq, at, number, act, second, subject, reason }: AuditRecord): AuditLine => ({
  seq,
  at,
  number,
  act,
  ...(second !== undefined && { second }),
  ...(subject !== undefined && { subject }),
  ...(reason !== undefined && { reason }),
});

const sorted = ({ audit }: Pick<StoreReader, 'audit'>): readonly AuditRecord[] =>
  [...audit.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);

/** The chain with its beginning moved on, when there are too many lines. */
const letGo = (writer: StoreWriter, chain: AuditChainRecord): AuditChainRecord => {
  if (chain.seq - chain.base.seq < MOST_LINES + AT_ONCE) return chain;
  const last = chain.base.seq + AT_ONCE;
  const kept = writer.audit.get(idOf(last));
  if (kept === undefined) return chain;
  for (let seq = chain.base.seq + 1; seq <= last; seq += 1) writer.audit.delete(idOf(seq));
  return { ...chain, base: { seq: last, mac: kept.mac } };
};

/** Goes through the whole chain, and looks whether it is the one that the portal has seen. */
const verify = (data: Pick<StoreReader, 'audit' | 'auditChain'>): AuditCheck => {
  const chain = data.auditChain.get(CHAIN);
  const records = sorted(data);
  if (chain === undefined)
    return records.length === 0 ? { ok: true, lines: 0 } : { ok: false, fault: 'cut', seq: 0 };
  let { seq, mac } = chain.base;
  for (const record of records) {
    if (record.seq !== seq + 1) return { ok: false, fault: 'missing', seq: seq + 1 };
    if (!same(record.mac, linkOf(chain.key, mac, toLine(record))))
      return { ok: false, fault: 'changed', seq: record.seq };
    ({ seq, mac } = record);
  }
  if (seq !== chain.seq || !same(mac, chain.mac)) return { ok: false, fault: 'cut', seq: seq + 1 };
  return followsAnchor(data, chain)
    ? { ok: true, lines: records.length }
    : { ok: false, fault: 'went_back', seq: chain.anchor?.seq ?? 0 };
};

const followsAnchor = (
  { audit }: Pick<StoreReader, 'audit'>,
  { anchor, seq, base }: AuditChainRecord,
): boolean => {
  if (anchor === undefined) return true;
  if (anchor.seq > seq) return false;
  return anchor.seq <= base.seq || audit.get(idOf(anchor.seq))?.mac === anchor.mac;
};
