import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FileHandle } from '../ports.ts';
import type { Image } from './image.ts';
import type { Journal } from './journal.ts';
import { snapshotPath, TEMPORARY_SUFFIX } from './layout.ts';
import { encodeLine } from './line.ts';
import { encodeSnapshotRow } from './payload.ts';
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
  let offset = 0;
  let unsynced = 0;
  return async (text: string): Promise<void> => {
    seq += 1;
    const sealed = source.vault.seal(
      snapshotContext(source.journal, number, seq),
      Buffer.from(text),
    );
    const line = encodeLine(seq, 0, sealed);
    await handle.write(offset, line);
    offset += line.length;
    unsynced += line.length;
    if (unsynced < SYNC_EVERY) return;
    await handle.sync();
    unsynced = 0;
  };
};

/** Commits that go before the next line of a snapshot while there are some. */
const COMMITS_FIRST = 8;

/** A snapshot has time; whoever saves something waits in front of the screen. */
const letCommitsPass = async (journal: Journal): Promise<void> => {
  for (let passed = 0; passed < COMMITS_FIRST; passed += 1) {
    const flushing = journal.flushing();
    if (!flushing) return;
    await flushing;
    await setImmediate(); // who waited for it may have more to save
  }
};

/** JSON of some rows at a time. Rows change while this goes on; what comes after `head.seq` is replayed over them anyway. */
function* rowLines(image: Image, lineBytes: number): Generator<string> {
  let rows: string[] = [];
  let length = 0;
  for (const collection of image.names()) {
    const records = image.collection(collection);
    let left = records.size; // records that are added meanwhile come last and are replayed
    for (const [id, { record, body }] of records) {
      if (left === 0) break;
      left -= 1;
      const row = encodeSnapshotRow({ collection, id, record, body });
      rows.push(row);
      length += row.length;
      if (length < lineBytes) continue;
      yield `[${rows.join()}]`;
      rows = [];
      length = 0;
    }
  }
  if (rows.length > 0) yield `[${rows.join()}]`;
}

/**
 * Writes all records to a new snapshot: under a temporary name, synced, renamed, the folder synced.
 * Commits go on meanwhile. Rejects when the disk does; nothing is lost by that.
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
    const write = createLineWriter(source, number, handle);
    await write(JSON.stringify(head));
    let count = 0;
    for (const line of rowLines(options.image, options.lineBytes)) {
      await write(line);
      await letCommitsPass(journal);
      count += 1;
    }
    await write(JSON.stringify({ count, seq: head.seq }));
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
