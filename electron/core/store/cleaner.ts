import type { Files } from '../ports.ts';
import type { Bodies } from './bodies.ts';
import type { Image } from './image.ts';
import type { Journal } from './journal.ts';
import { segmentNumbers, segmentPath, snapshotNumbers, snapshotPath } from './layout.ts';
import type { SnapshotOnDisk } from './recovery.ts';
import { removeIfThere } from './whole-file.ts';

interface CleanerOptions {
  readonly files: Files;
  readonly folder: string;
  readonly image: Image;
  readonly journal: Journal;
  readonly bodies: Bodies;
  /** True while a change of this record is on its way to the disk. */
  readonly isChanging: (collection: string, id: string) => boolean;
}

/** Frees what two generations of snapshots and the bodies no longer need. */
export interface Cleaner {
  /** `snapshots`: the whole ones, newest first. Answers those that are kept. */
  clean(snapshots: readonly SnapshotOnDisk[]): Promise<readonly SnapshotOnDisk[]>;
  /**
   * Moves every body out of the segments before this one, however full they are, and removes them one
   * by one. No snapshot may need them to start from. Ends early when `isStopping`.
   */
  emptyBefore(segment: number, isStopping: () => boolean): Promise<void>;
}

/** A segment whose needed bodies fill less than this share of it is emptied. */
const WORTH_KEEPING = 0.5;

/** A record that a snapshot packs while it is being moved has to be moved once more. */
const PASSES = 3;

export const createCleaner = (options: CleanerOptions): Cleaner => {
  const { files, folder, image, journal, bodies } = options;

  /** Writes the same record with the same body at the end of the journal. */
  const move = async (collection: string, id: string): Promise<void> => {
    const before = image.get(collection, id);
    const body = await bodies.read(collection, id);
    const now = image.get(collection, id);
    if (body === undefined || !now || now !== before || options.isChanging(collection, id)) return;
    const { record } = now;
    await journal.append({
      operations: [{ collection, id, text: JSON.stringify(record), body: JSON.stringify(body) }],
      urgent: true,
      after: 0,
      onFailed: () => undefined,
      onDurable: ([place]) => {
        // An update in the same group may have come before or after it; the later one counts.
        const current = image.get(collection, id);
        if (current === now) image.put(collection, id, record, place);
      },
    }).done;
  };

  const empty = async (segment: number, isStopping = (): boolean => false): Promise<void> => {
    for (const collection of image.names()) {
      const here = [...image.ids(collection)].filter(
        (id) => image.bodyOf(collection, id)?.segment === segment,
      );
      for (const id of here) {
        if (isStopping()) return;
        await move(collection, id);
      }
    }
  };

  /** A line that is longer than a segment makes it grow. */
  const sizeOf = async (segment: number): Promise<number> => {
    const handle = await files.open(segmentPath(folder, segment), 'read');
    try {
      return await handle.size();
    } finally {
      await handle.close();
    }
  };

  const cleanSegments = async (before: number): Promise<void> => {
    for (const number of segmentNumbers(await files.list(folder)).filter((n) => n < before)) {
      const live = image.liveBytes(number);
      if (live > 0 && live < (await sizeOf(number)) * WORTH_KEEPING) await empty(number);
      if (image.liveBytes(number) === 0) await removeIfThere(files, segmentPath(folder, number));
    }
  };

  return {
    emptyBefore: async (segment, isStopping) => {
      for (const number of segmentNumbers(await files.list(folder)).filter((n) => n < segment)) {
        for (let pass = 0; pass < PASSES && image.liveBytes(number) > 0; pass += 1)
          await empty(number, isStopping);
        if (isStopping()) return;
        if (image.liveBytes(number) === 0) await removeIfThere(files, segmentPath(folder, number));
      }
      await files.syncFolder(folder);
    },
    clean: async (snapshots) => {
      const kept = snapshots.slice(0, 2);
      const [newest, older] = kept;
      if (!newest || !older) return kept;
      for (const number of snapshotNumbers(await files.list(folder)))
        if (number < older.number) await removeIfThere(files, snapshotPath(folder, number));
      await cleanSegments(older.segment);
      await files.syncFolder(folder);
      return kept;
    },
  };
};
