import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createGroupedReads, type Range } from '../../../../electron/core/store/grouped-reads.ts';

const FILE = Buffer.from(Array.from({ length: 40_000 }, (_, index) => (index * 7919) % 251));

const createFiles = (broken?: number) => {
  const asked: Range[] = [];
  const reads = createGroupedReads((range) => {
    asked.push(range);
    const end = range.offset + range.length;
    if (broken !== undefined && range.offset <= broken && broken < end)
      return Promise.reject(new Error('EIO'));
    return Promise.resolve(FILE.subarray(range.offset, end));
  });
  return { asked, reads };
};

it('reads neighbours of one file at one go, in whatever order they were asked for', async () => {
  const { asked, reads } = createFiles();
  const ranges = [
    { segment: 1, offset: 300, length: 50 },
    { segment: 1, offset: 100, length: 200 },
    { segment: 2, offset: 0, length: 10 },
  ];
  const bytes = await Promise.all(ranges.map((range) => reads.read(range)));
  expect(bytes).toEqual([FILE.subarray(300, 350), FILE.subarray(100, 300), FILE.subarray(0, 10)]);
  expect(asked).toEqual([
    { segment: 1, offset: 100, length: 250 },
    { segment: 2, offset: 0, length: 10 },
  ]);
});

it('does not read what lies far between two ranges', async () => {
  const { asked, reads } = createFiles();
  const ranges = [0, 30_000].map((offset) => ({ segment: 1, offset, length: 100 }));
  await Promise.all(ranges.map((range) => reads.read(range)));
  expect(asked).toEqual(ranges);
});

it('loses one range to a sector that cannot be read, not its neighbours', async () => {
  const { reads } = createFiles(250);
  const ranges = [0, 200, 300].map((offset) => ({ segment: 1, offset, length: 100 }));
  const results = await Promise.allSettled(ranges.map((range) => reads.read(range)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('gives each range its own bytes, also at the end of the file', async () => {
  const range = fc.record({
    segment: fc.constantFrom(1, 2),
    offset: fc.nat(FILE.length),
    length: fc.nat(12_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(range, { maxLength: 30 }), async (ranges) => {
      const { reads } = createFiles();
      const bytes = await Promise.all(ranges.map((one) => reads.read(one)));
      bytes.forEach((found, index) => {
        const { offset = 0, length = 0 } = ranges[index] ?? {};
        expect(found.equals(FILE.subarray(offset, offset + length))).toBe(true);
      });
    }),
  );
});
