import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeLine } from '../../electron/core/store/line.ts';
import { scanLines } from '../../electron/core/store/scan.ts';
import { createTrialDisk, trialFiles, tryDisk } from '../support/store/damage-trial.ts';
import { copyDisk, editFile } from '../support/store/disk-images.ts';
import { createMemoryFiles, type MemoryFiles } from '../support/store/memory-files.ts';
import { openMemoryStore, STORE_FOLDER } from '../support/store/open-memory-store.ts';
import { createStorePorts } from '../support/store/store-ports.ts';

let original: MemoryFiles;
beforeAll(async () => {
  original = await createTrialDisk();
});

const segment = (number: number): string => `${STORE_FOLDER}/seg-${number}.jl`;
const snapshot = (number: number): string => `${STORE_FOLDER}/snap-${number}.jl`;
const linesOf = (path: string) => scanLines(original.readAll(path)).lines;

/** An attacker with the disk and without the key: what was never saved must never be shown, what is lost must raise the alarm. */
const expectNoticed = async (disk: MemoryFiles, mayLose = true): Promise<void> => {
  const result = await tryDisk(disk);
  expect(result.wrong).toEqual([]);
  if (!mayLose) expect(result.missing).toEqual([]);
  if (result.missing.length > 0) expect(result.damaged).toBe(true);
};

describe('somebody who can write to the disk', () => {
  it('gains nothing by flipping bits, checksums put right or not', async () => {
    for (const path of trialFiles(original).filter((each) => each.endsWith('.jl')))
      for (const [index, line] of linesOf(path).entries()) {
        const forged = Buffer.from(line.payload);
        forged[(index * 7) % forged.length]! ^= 1 << (index % 8);
        const disk = copyDisk(original);
        editFile(disk, path, (bytes) => {
          encodeLine(line.seq, line.durable, forged).copy(bytes, line.start);
          return bytes;
        });
        const result = await tryDisk(disk);
        expect(result.wrong).toEqual([]);
        // Lines that a snapshot covers are read for their bodies only.
        if (result.missing.length > 0 || path === segment(2)) expect(result.damaged).toBe(true);
      }
  });

  it('cannot move a line to another place in the journal', async () => {
    const [first, second] = linesOf(segment(1)).slice(-2);
    const moved = encodeLine(second!.seq, second!.durable, first!.payload);
    const disk = copyDisk(original);
    editFile(disk, segment(1), (bytes) =>
      Buffer.concat([bytes.subarray(0, second!.start), moved, bytes.subarray(second!.end)]),
    );
    await expectNoticed(disk);
  });

  it('cannot change what a line vouches for', async () => {
    const line = linesOf(segment(2))[0]!;
    const disk = copyDisk(original);
    editFile(disk, segment(2), (bytes) => {
      encodeLine(line.seq, line.seq - 2, line.payload).copy(bytes, line.start);
      return bytes;
    });
    const result = await tryDisk(disk);
    expect(result.damaged).toBe(true);
    expect(result.wrong).toEqual([]);
  });

  it('cannot pass a line of a snapshot off as one of the journal, nor the other way round', async () => {
    const fromSnapshot = linesOf(snapshot(2))[1]!;
    const last = linesOf(segment(2)).at(-1)!;
    const disk = copyDisk(original);
    editFile(disk, segment(2), (bytes) => {
      encodeLine(last.seq + 1, last.seq, fromSnapshot.payload).copy(bytes, last.end);
      return bytes;
    });
    const result = await tryDisk(disk);
    expect(result.wrong).toEqual([]);
    expect(result.damaged).toBe(true);
    const other = copyDisk(original);
    const rows = linesOf(snapshot(2));
    editFile(other, snapshot(2), (bytes) =>
      Buffer.concat([
        bytes.subarray(0, rows[1]!.start),
        encodeLine(2, 0, last.payload),
        bytes.subarray(rows[1]!.end),
      ]),
    );
    await expectNoticed(other, false);
  });

  it('cannot swap lines of a snapshot, nor give an old snapshot a new name', async () => {
    const rows = linesOf(snapshot(2));
    const swapped = copyDisk(original);
    editFile(swapped, snapshot(2), (bytes) =>
      Buffer.concat([
        bytes.subarray(0, rows[1]!.start),
        encodeLine(2, 0, rows[2]!.payload),
        encodeLine(3, 0, rows[1]!.payload),
        bytes.subarray(rows[2]!.end),
      ]),
    );
    await expectNoticed(swapped, false);
    const renamed = copyDisk(original);
    renamed.content.set(snapshot(3), renamed.content.get(snapshot(1))!);
    const result = await tryDisk(renamed);
    expect(result).toMatchObject({ damaged: true, missing: [], wrong: [] });
  });

  it('gains nothing by saying a line twice, or by lines of another kiosk', async () => {
    const all = original.readAll(segment(1));
    const twice = copyDisk(original);
    editFile(twice, segment(2), (bytes) => {
      const { end } = linesOf(segment(2)).at(-1)!;
      return Buffer.concat([
        bytes.subarray(0, end),
        all.subarray(0, linesOf(segment(1)).at(-1)!.end),
      ]);
    });
    expect(await tryDisk(twice)).toMatchObject({ missing: [], wrong: [] });
    const foreign = await createTrialDisk();
    const mixed = copyDisk(original);
    mixed.content.set(segment(2), foreign.content.get(segment(2))!);
    await expectNoticed(mixed);
  });

  it('does not stop the kiosk with a length of terabytes or a megabyte of headers', async () => {
    const disk = copyDisk(original);
    editFile(disk, segment(2), (bytes) => {
      const { end } = linesOf(segment(2)).at(-1)!;
      const noise = Buffer.from('9007199254740991 1 99999999999999 00000000 ')
        .toString()
        .repeat(2000);
      return Buffer.concat([bytes.subarray(0, end), Buffer.from(noise)]);
    });
    expect(await tryDisk(disk)).toMatchObject({ missing: [], wrong: [] });
  });
});

describe('a stolen disk', () => {
  const VALUES = [
    '5ABCDEF',
    'Məmmədova Günel',
    '+994501234567',
    'Masallı, Həsən bəy küçəsi 7',
    'K7M-2QX-94H',
  ];
  const encodings = (value: string): Buffer[] => [
    Buffer.from(value, 'utf8'),
    Buffer.from(value, 'utf16le'),
    Buffer.from(Buffer.from(value, 'utf16le').swap16()),
    Buffer.from(Buffer.from(value).toString('hex')),
    Buffer.from(Buffer.from(value).toString('hex').toUpperCase()),
    ...[0, 1, 2].map((shift) => {
      // In base64 a value looks different at each of three positions; its ends depend on the neighbours.
      const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]).toString('base64');
      return Buffer.from(text.slice(shift === 0 ? 0 : 4, -4));
    }),
  ];

  it('shows nothing of what was saved: records, ids, bodies, in journal, snapshots and quarantine', async () => {
    const files = createMemoryFiles();
    const store = await openMemoryStore({ ports: createStorePorts(files) });
    for (const [n, value] of VALUES.entries()) {
      await store.update((data) =>
        data.cases.set(value, { local: value }, `${value} again ${value}`),
      );
      await store.update((data) => data.cases.set(`${n}`, { sealed: VALUES.join() }));
    }
    await store.compact();
    await store.close();
    const torn = copyDisk(files);
    editFile(torn, segment(1), (bytes) => bytes.fill(1, 300, 310));
    await (await openMemoryStore({ ports: createStorePorts(torn) })).close();
    for (const disk of [files, torn])
      for (const [path] of disk.content)
        for (const value of VALUES)
          for (const needle of encodings(value))
            expect(disk.readAll(path).includes(needle), `${value} in ${path}`).toBe(false);
  });

  it('does not even show that two kiosks saved the same', async () => {
    const digests = await Promise.all(
      [1, 2].map(async () => {
        const files = createMemoryFiles();
        const store = await openMemoryStore({ ports: createStorePorts(files) });
        await store.update((data) => data.cases.set('same', { local: 'same' }));
        await store.close();
        return createHash('sha256')
          .update(files.readAll(segment(1)))
          .digest('hex');
      }),
    );
    expect(digests[0]).not.toBe(digests[1]);
  });
});
