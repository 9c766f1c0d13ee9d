import type { Files, Log } from '../ports.ts';
import { toBuffer } from './bytes.ts';
import { createGroupedReads } from './grouped-reads.ts';
import type { Image } from './image.ts';
import { segmentPath } from './layout.ts';
import { parseLine } from './line.ts';
import { isSamePlace, readBodyText, type BodyPlace } from './payload.ts';
import type { Quarantine } from './quarantine.ts';
import { StoreError } from './store.ts';
import { createSharedHandles } from './shared-handles.ts';
import { lineContext, type Vault } from './vault.ts';
import { isMissing, isUnreadable } from './whole-file.ts';

export interface Bodies {
  /** The body beside a record. Undefined when there is none, or when it is damaged or cannot be read, which raises the alarm. */
  readonly read: (collection: string, id: string) => Promise<string | undefined>;
}

interface BodiesOptions {
  readonly files: Files;
  readonly folder: string;
  readonly journal: string;
  readonly vault: Vault;
  readonly image: Image;
  readonly quarantine: Quarantine;
  readonly log: Log;
}

export const createBodies = (options: BodiesOptions): Bodies => {
  const { files, folder, image, vault, quarantine } = options;

  const segments = createSharedHandles((segment) =>
    files.open(segmentPath(folder, segment), 'read'),
  );
  // The bodies of a batch were mostly saved one after the other.
  const reads = createGroupedReads(({ segment, offset, length }) =>
    segments.use(segment, async (handle) => toBuffer(await handle.read(offset, length))),
  );
  const open = (bytes: Buffer, place: BodyPlace): string | undefined => {
    const line = parseLine(bytes, 0);
    const plain =
      line && vault.open(lineContext(options.journal, line.seq, line.durable), line.payload);
    return plain && readBodyText(plain, place);
  };

  const read = async (collection: string, id: string): Promise<string | undefined> => {
    const place = image.bodyOf(collection, id);
    if (!place) return undefined;
    const bytes = await reads.read(place).catch((error: unknown) => {
      // One bad sector is one body's loss: it must not stop whatever else is read.
      if (isMissing(error) || isUnreadable(error)) return Buffer.alloc(0);
      throw new StoreError('storage_failed', { cause: error });
    });
    const body = open(bytes, place);
    if (body !== undefined) return body;
    // Moved while it was being read: its old segment may be gone.
    if (!isSamePlace(image.bodyOf(collection, id), place)) return read(collection, id);
    await quarantine.keep('damage', `seg-${place.segment}-${place.offset}`, bytes);
    return undefined;
  };
  return { read };
};
