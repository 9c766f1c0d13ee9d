import { CompactEncrypt, compactDecrypt, errors } from 'jose';
import * as v from 'valibot';
import { createReceiptCode, RECEIPT_CODE_BYTES } from '../../contract/domain/receipt-code.ts';
import { answersSchema, identifierSchema } from '../../contract/packs.ts';
import type { Cancel, Clock, Log, Random } from './ports.ts';
import { paddedJson } from './sealing/padding.ts';
import { deriveDraftAccess } from './sealing/receipt-key.ts';
import type { Store } from './store/store.ts';

/** What is kept of an application that was put aside. Papers are not: they would outlive the person's wish to have them here. */
const keptDraftSchema = v.strictObject({
  v: v.literal(1),
  serviceId: identifierSchema,
  answers: answersSchema,
});
export type KeptDraft = Omit<v.InferOutput<typeof keptDraftSchema>, 'v'>;

export interface Slip {
  readonly number: string;
  readonly code: string;
  /** Milliseconds since the Unix epoch. */
  readonly keptUntil: number;
}

/** Applications put aside on this kiosk, each under a key that only its slip gives. */
export interface KeptDrafts {
  /** Durable when it resolves. `former`: a slip that this one replaces. */
  keep(draft: KeptDraft, former?: string): Promise<{ readonly slip: Slip; readonly id: string }>;
  /** Opens and removes it, durably, before it resolves. Undefined for a wrong, used or expired slip. */
  take(number: string, code: string): Promise<KeptDraft | undefined>;
  forget(id: string): Promise<void>;
  /** Drops what has expired, now and each hour, until the returned function is called. */
  watchExpiry(): Cancel;
}

export interface KeptDraftsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly keepDays: number;
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const TYPE = 'asan-draft+jwe';

export const createKeptDrafts = (options: KeptDraftsOptions): KeptDrafts => {
  const { store, clock, random, log, now, keepDays } = options;
  const { data } = store;

  const forget = async (id: string): Promise<void> => {
    if (data.keptDrafts.get(id) === undefined) return;
    await store.update((writer) => writer.keptDrafts.delete(id), { urgent: true });
  };
  const dropExpired = async (): Promise<void> => {
    const expired = [...data.keptDrafts.entries()].filter(([, { until }]) => until < now());
    if (expired.length === 0) return;
    await store.update((writer) => expired.forEach(([id]) => writer.keptDrafts.delete(id)), {
      urgent: true,
    });
  };

  return {
    keep: async (draft, former) => {
      const number = createReceiptCode(random.bytes(RECEIPT_CODE_BYTES));
      const code = createReceiptCode(random.bytes(RECEIPT_CODE_BYTES));
      const { key, lookupId: id } = await deriveDraftAccess(number, code);
      const sealed = await seal(draft, key);
      const until = now() + keepDays * DAY;
      await store.update((writer) => {
        if (former !== undefined) writer.keptDrafts.delete(former);
        writer.keptDrafts.set(id, { until }, sealed);
      });
      return { slip: { number, code, keptUntil: until }, id };
    },
    take: async (number, code) => {
      const { key, lookupId: id } = await deriveDraftAccess(number, code);
      const record = data.keptDrafts.get(id);
      const sealed = await store.readBody('keptDrafts', id);
      if (record === undefined || sealed === undefined || record.until < now()) return undefined;
      const draft = await open(sealed, key);
      await forget(id);
      return draft;
    },
    forget,
    watchExpiry: () => {
      let cancel: Cancel = () => undefined;
      const look = (): void => {
        dropExpired().catch((error: unknown) => {
          log.error('drafts.not_dropped', {
            error: error instanceof Error ? error.name : 'unknown',
          });
        });
        cancel = clock.schedule(HOUR, look);
      };
      look();
      return () => cancel();
    },
  };
};

const seal = (draft: KeptDraft, key: Uint8Array): Promise<string> =>
  new CompactEncrypt(paddedJson({ v: 1, ...draft }))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: TYPE })
    .encrypt(key);

/** Undefined when it is not a draft under this key. */
const open = async (sealed: string, key: Uint8Array): Promise<KeptDraft | undefined> => {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader.typ !== TYPE) return undefined;
    const text = new TextDecoder().decode(plaintext);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), keptDraftSchema), text);
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
};
