import {
  type Lease,
  LEASES_PUBLICATION,
  publishedLeasesSchema,
  type ReceptionSlot,
} from '../../contract/receptions.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Publications } from './publications.ts';
import type { Store, StoreWriter } from './store/store.ts';
import type { SubmissionQueue } from './submission-queue.ts';

/**
 * Times of receptions that the portal has given to this kiosk alone. While a lease lasts the kiosk
 * promises its time without asking. One that has ended, or was let go, is never promised again, and
 * the portal gives it to others only after this kiosk has stopped naming it: so no clock, however
 * wrong, makes two kiosks promise one time.
 */
export interface ReceptionLeases {
  /** Those that may be promised at this moment, by slot id. */
  held(): ReadonlyMap<string, Lease>;
  /** Slots of all leases that the portal has told, also of those that have ended. */
  known(): readonly ReceptionSlot[];
  /** Slots that were given away here. */
  given(): ReadonlySet<string>;
  /** Takes the lease of a slot for one submission; undefined when it is not held. */
  claim(slotId: string): LeaseClaim | undefined;
  /** For the next question to the portal: lets go durably what has ended, answers what remains. */
  named(): Promise<readonly string[]>;
}

export interface LeaseClaim {
  readonly leaseId: string;
  /** For the change that saves the submission. */
  note(submissionId: string): (writer: StoreWriter) => void;
  /** The submission came to nothing, or is saved: then the note speaks. */
  done(): void;
}

export interface LeasesOptions {
  readonly store: Store;
  readonly publications: Pick<Publications, 'read'>;
  readonly queue: Pick<SubmissionQueue, 'whenSettled' | 'delivery'>;
  readonly time: Pick<KioskTime, 'now'>;
}

/** So long before its end a lease is no longer promised; and so far behind its beginning a clock may be. Milliseconds. */
const MARGIN = 60_000;

export const createReceptionLeases = (options: LeasesOptions): ReceptionLeases => {
  const { store, publications, queue, time } = options;
  const { leases: records } = store.data;
  /** Leases that a submission is being made with. */
  const claimed = new Set<string>();

  queue.whenSettled('reception', (writer, { id }) => {
    for (const [leaseId, record] of [...records.entries()])
      if (record.submissionId === id && record.state === 'given')
        writer.leases.set(leaseId, { ...record, state: 'settled' });
  });

  const published = (): readonly Lease[] =>
    [...publications.read(LEASES_PUBLICATION, publishedLeasesSchema).values()].flatMap(
      ({ leases }) => leases,
    );
  const hasEnded = ({ until }: Lease, now: number): boolean => now >= until - MARGIN;
  /** A clock that shows a time before the lease was given is wrong: nothing is certain by it. */
  const isCertain = (lease: Lease, now: number): boolean =>
    now >= lease.givenAt - MARGIN && !hasEnded(lease, now);

  const held = (): ReadonlyMap<string, Lease> => {
    const now = time.now();
    return new Map(
      published()
        .filter((lease) => isCertain(lease, now))
        .filter(({ leaseId }) => records.get(leaseId) === undefined && !claimed.has(leaseId))
        .map((lease) => [lease.slot.slotId, lease]),
    );
  };

  /** A submission that staff gave up will never reach the portal. */
  const isWaiting = (submissionId: string | undefined): boolean =>
    submissionId !== undefined && queue.delivery(submissionId)?.state !== 'discarded';

  const tidy = async (all: readonly Lease[]): Promise<void> => {
    const now = time.now();
    const ended = all.filter(
      (lease) =>
        hasEnded(lease, now) &&
        records.get(lease.leaseId) === undefined &&
        !claimed.has(lease.leaseId),
    );
    const known = new Set(all.map(({ leaseId }) => leaseId));
    const old = [...records.entries()].filter(
      ([leaseId, { state }]) => state !== 'given' && !known.has(leaseId),
    );
    if (ended.length === 0 && old.length === 0) return;
    await store.update(
      (writer) => {
        for (const { leaseId, slot } of ended)
          writer.leases.set(leaseId, { slotId: slot.slotId, state: 'let_go' });
        for (const [leaseId] of old) writer.leases.delete(leaseId);
      },
      { urgent: true },
    );
  };

  return {
    held,
    known: () => published().map(({ slot }) => slot),
    given: () =>
      new Set(
        [...records.entries()]
          .filter(([, { state }]) => state !== 'let_go')
          .map(([, { slotId }]) => slotId),
      ),
    claim: (slotId) => {
      const lease = held().get(slotId);
      if (lease === undefined) return undefined;
      const { leaseId } = lease;
      claimed.add(leaseId);
      return {
        leaseId,
        note: (submissionId) => (writer) =>
          writer.leases.set(leaseId, { slotId, state: 'given', submissionId }),
        done: () => claimed.delete(leaseId),
      };
    },
    named: async () => {
      const all = published();
      await tidy(all);
      const own = all.filter(({ leaseId }) => records.get(leaseId) === undefined);
      const waiting = [...records.entries()].filter(
        ([, { state, submissionId }]) => state === 'given' && isWaiting(submissionId),
      );
      return [...own.map(({ leaseId }) => leaseId), ...waiting.map(([leaseId]) => leaseId)];
    },
  };
};
