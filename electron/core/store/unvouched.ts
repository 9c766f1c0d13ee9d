import type { Files } from '../ports.ts';
import { toBuffer } from './bytes.ts';
import type { Image } from './image.ts';
import { segmentPath } from './layout.ts';
import type { FoundLine } from './replay.ts';

/**
 * Lines at the end of the journal that nothing vouches for. If their write-back failed before the
 * crash they are in the page cache only, where they look fine: they are written once more.
 */
export const readUnvouched = async (
  { files, folder }: { files: Files; folder: string },
  lines: readonly FoundLine[],
): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for (const { segment, offset, length } of lines) {
    const handle = await files.open(segmentPath(folder, segment), 'read');
    try {
      parts.push(toBuffer(await handle.read(offset, length)));
    } finally {
      await handle.close();
    }
  }
  return Buffer.concat(parts);
};

/** Bodies in lines that were written again, from byte 0 of `segment` on, are read from there. */
export const repointBodies = (image: Image, lines: readonly FoundLine[], segment: number): void => {
  let offset = 0;
  for (const line of lines) {
    for (const { collection, id } of line.operations) {
      const entry = image.get(collection, id);
      const place = entry?.body;
      if (place?.segment === line.segment && place.offset === line.offset)
        image.put(collection, id, entry?.record, { ...place, segment, offset });
    }
    offset += line.length;
  }
};
