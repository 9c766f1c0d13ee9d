import type { FileHandle, Files } from '../ports.ts';
import { segmentPath } from './layout.ts';
import { createZeroFile } from './whole-file.ts';

export interface Segment {
  readonly number: number;
  readonly handle: FileHandle;
  readonly size: number;
}

/** Segments full of zeros, one of them made ahead so that no commit waits for it. */
export interface SegmentSupply {
  /** A new segment with room for so many bytes. Rejects (ENOSPC) when there is none. */
  take(bytes: number): Promise<Segment>;
  /** Makes the next one ahead. */
  prepare(): Promise<void>;
}

interface SupplyOptions {
  readonly files: Files;
  readonly folder: string;
  readonly segmentBytes: number;
  /** Number of the next segment that is made. */
  readonly next: number;
  /** An unused one from before, with a number below `next` and above all others. */
  readonly spare: { readonly number: number; readonly size: number } | undefined;
}

export const createSegmentSupply = (options: SupplyOptions): SegmentSupply => {
  const { files, folder, segmentBytes } = options;
  let next = options.next;
  let spare = options.spare;
  let making: Promise<void> | undefined;

  const make = async (size: number): Promise<void> => {
    const number = next;
    next += 1;
    await createZeroFile(files, segmentPath(folder, number), size);
    spare = { number, size };
  };
  /** One at a time: numbers must rise in the order in which segments are used. */
  const makeOnce = (size: number): Promise<void> => {
    making ??= make(size).finally(() => {
      making = undefined;
    });
    return making;
  };

  return {
    take: async (bytes) => {
      while (!spare) await makeOnce(Math.max(segmentBytes, bytes));
      const { number, size } = spare;
      const handle = await files.open(segmentPath(folder, number), 'read-write');
      spare = undefined;
      return { number, handle, size };
    },
    prepare: async () => {
      if (!spare) await makeOnce(segmentBytes);
    },
  };
};
