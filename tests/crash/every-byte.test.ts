import { beforeAll, describe, expect, it } from 'vitest';
import { createTrialDisk, trialFiles, tryDisk } from '../support/store/damage-trial.ts';
import { copyDisk, editFile } from '../support/store/disk-images.ts';
import { scanLines } from '../../electron/core/store/scan.ts';
import type { MemoryFiles } from '../support/store/memory-files.ts';

let original: MemoryFiles;
beforeAll(async () => {
  original = await createTrialDisk();
});

/** The last segment in which something was written. */
const findNewestSegment = (disk: MemoryFiles): string =>
  trialFiles(disk).findLast(
    (path) => path.includes('seg-') && disk.content.get(path)!.bytes.length > 0,
  )!;

/** Tries one edit at every position of every file. */
const tryEverywhere = async (
  positions: (size: number) => Iterable<number>,
  edit: (bytes: Buffer, at: number) => Buffer,
  judge: (result: Awaited<ReturnType<typeof tryDisk>>, where: string) => void,
): Promise<number> => {
  let count = 0;
  for (const path of trialFiles(original))
    for (const at of positions(original.readAll(path).length)) {
      const disk = copyDisk(original);
      editFile(disk, path, (bytes) => edit(bytes, at));
      judge(await tryDisk(disk), `${path} at ${at}`);
      count += 1;
    }
  return count;
};

/** Between two positions that are tried; a step that is odd still comes by every bit of a byte. */
const STEP = Number(process.env['STORE_BYTE_STEP'] ?? 1);

function* every(size: number, step = STEP): Generator<number> {
  for (let at = 0; at < size; at += step) yield at;
}

describe('whatever happens to the bytes of a store at rest', () => {
  it('is whole before anything happens', async () => {
    expect(await tryDisk(copyDisk(original))).toEqual({ damaged: false, missing: [], wrong: [] });
  });

  it('a flipped bit in any byte is found when it costs anything, and never shows something else', async () => {
    const count = await tryEverywhere(
      every,
      (bytes, at) => {
        bytes[at]! ^= 1 << (at % 8);
        return bytes;
      },
      (result, where) => {
        expect(result.refused, where).toBeUndefined();
        expect(result.wrong, where).toEqual([]);
        if (result.missing.length > 0)
          expect(result.damaged, `${where}: ${result.missing.join()}`).toBe(true);
        expect(result.missing.length, where).toBeLessThanOrEqual(2);
      },
    );
    expect(count).toBeGreaterThan(5000 / STEP);
  });

  it('a file cut at any byte never shows something else, and a cut that costs what is vouched for is found', async () => {
    const newest = findNewestSegment(original);
    await tryEverywhere(
      every,
      (bytes, at) => bytes.subarray(0, at),
      (result, where) => {
        expect(result.wrong, where).toEqual([]);
        // Nothing after the end of the newest segment could say that there was more.
        if (result.missing.length > 0 && !where.startsWith(`${newest} `))
          expect(result.damaged, where).toBe(true);
      },
    );
  });

  it.each([
    ['zeros', 0x00],
    ['ones', 0xff],
  ])('a sector that comes back as %s costs only what was in it', async (_, filler) => {
    // Of the very last sector nothing is left that could vouch for it.
    const newest = findNewestSegment(original);
    const { used } = scanLines(original.readAll(newest));
    const lastSector = `${newest} at ${Math.floor((used - 1) / 512) * 512}`;
    await tryEverywhere(
      (size) => every(size, 512),
      (bytes, at) => bytes.fill(filler, at, Math.min(at + 512, bytes.length)),
      (result, where) => {
        expect(result.refused, where).toBeUndefined();
        expect(result.wrong, where).toEqual([]);
        if (result.missing.length > 0 && where !== lastSector)
          expect(result.damaged, `${where}: ${result.missing.join()}`).toBe(true);
      },
    );
  });
});
