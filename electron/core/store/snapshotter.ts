import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FileHandle } from '../ports.ts';
import type { Image } from './image.ts';
import type { Journal } from './journal.ts';
import { snapshotPath, TEMPORARY_SUFFIX } from './layout.ts';
import { encodeLineParts } from './line.ts';
import type { SnapshotOnDisk } from './recovery.ts';
import type { SnapshotHead, SnapshotSource } from './snapshot-file.ts';
import { snapshotContext } from './vault.ts';
import { removeIfThere } from './whole-file.ts';

interface SnapshotWriterOptions {
  readonly source: SnapshotSource;
  readonly image: Image;
  readonly journal: Journal;
  readonly schema: number;
  readonly lineBytes: number;
}

/** Bytes after which what was written is synced, so that no commit waits behind a big flush. */
const SYNC_EVERY = 1024 * 1024;

/** Appends lines to a snapshot that is being written. */
const createLineWriter = (source: SnapshotSource, number: number, handle: FileHandle) => {
  let seq = 0;
  let lines: Uint8Array[] = [];
  let pending = 0;
  let offset = 0;
  let unsynced = 0;
  return {
    add: (plain: Uint8Array): void => {
      seq += 1;
      const context = snapshotContext(source.journal, number, seq);
      const line = encodeLineParts(seq, 0, source.vault.sealInPieces(context, plain));
      lines.push(...line);
      pending += line.reduce((sum, part) => sum + part.length, 0);
    },
    /** Bytes that were added and not yet written, and all bytes that were added. */
    pending: () => pending,
    bytes: () => offset + pending,
    flush: async (): Promise<void> => {
      const block = Buffer.concat(lines);
      lines = [];
      pending = 0;
      await handle.write(offset, block);
      offset += block.length;
      unsynced += block.length;
      if (unsynced < SYNC_EVERY) return;
      await handle.sync();
      unsynced = 0;
    },
  };
};

/** Commits that go before the next line of a snapshot while there are some. */
const COMMITS_FIRST = 8;
/** Lines that are made in one turn, and bytes that are written at once, when the snapshot has fallen behind. */
const LINES_A_TURN = 4;
const MOST_AT_ONCE = 1024 * 1024;

/** A snapshot has time; whoever saves something waits in front of the screen. */
const letCommitsPass = async (journal: Journal, isBehind: () => boolean): Promise<void> => {
  for (let passed = 0; passed < COMMITS_FIRST && !isBehind(); passed += 1) {
    const flushing = journal.flushing();
    if (!flushing) return;
    await flushing;
    await setImmediate(); // who waited for it may have more to save
  }
};

/**
 * Writes all records to a new snapshot: under a temporary name, synced, renamed, the folder synced.
 * Commits go on meanwhile: what comes after `head.seq` is replayed over it anyway. Rejects when the disk does; nothing is lost by that.
 */
export const writeSnapshot = async (
  options: SnapshotWriterOptions,
  number: number,
): Promise<SnapshotOnDisk> => {
  const { source, journal } = options;
  const head: SnapshotHead = {
    seq: journal.durable(),
    segment: journal.segment(),
    schema: options.schema,
  };
  const path = snapshotPath(source.folder, number);
  const temporary = path + TEMPORARY_SUFFIX;
  await removeIfThere(source.files, temporary);
  const handle = await source.files.open(temporary, 'create-new');
  try {
    const begun = journal.written();
    const lines = createLineWriter(source, number, handle);
    // A start has to replay what was committed meanwhile: a flood of commits is not let past.
    const isBehind = (): boolean => journal.written() - begun > lines.bytes() / 2;
    lines.add(Buffer.from(JSON.stringify(head)));
    let count = 0;
    for (const { plain } of options.image.tables(options.lineBytes)) {
      lines.add(plain);
      count += 1;
      if (isBehind() && lines.pending() < MOST_AT_ONCE) {
        if (count % LINES_A_TURN === 0) await setImmediate();
        continue;
      }
      await lines.flush();
      await letCommitsPass(journal, isBehind);
    }
    lines.add(Buffer.from(JSON.stringify({ count, seq: head.seq })));
    await lines.flush();
    await handle.sync();
  } catch (error) {
    await handle.close();
    await removeIfThere(source.files, temporary);
    throw error;
  }
  await handle.close();
  await source.files.rename(temporary, path);
  await source.files.syncFolder(dirname(path));
  return { number, segment: head.segment };
};
