import { describe, expect, it } from 'vitest';
import { createReserve } from '../../../../electron/core/store/reserve.ts';
import { createSegmentSupply } from '../../../../electron/core/store/segment-supply.ts';
import { createSpace } from '../../../../electron/core/store/space.ts';
import { createMemoryFiles } from '../../../support/store/memory-files.ts';
import { createMemoryLog } from '../../../support/store/store-ports.ts';

const createTestSpace = async () => {
  const files = createMemoryFiles();
  await files.makeFolder('/store');
  const supply = createSegmentSupply({
    files,
    folder: '/store',
    segmentBytes: 1000,
    next: 1,
    spare: undefined,
  });
  const space = createSpace(supply, createReserve(files, '/store', 5000), createMemoryLog());
  return { files, space };
};

describe('room on the disk', () => {
  it('is made ahead once, however many ask for it at the same time', async () => {
    const { files, space } = await createTestSpace();
    await Promise.all([space.restore(), space.restore(), space.take(10), space.restore()]);
    await space.restore();
    expect([...files.content.keys()].sort()).toEqual([
      '/store/reserve.bin',
      '/store/seg-1.jl',
      '/store/seg-2.jl',
    ]);
    expect(space.isFull()).toBe(false);
  });

  it('hands out segments with rising numbers', async () => {
    const { space } = await createTestSpace();
    const numbers: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const [segment] = await Promise.all([space.take(10), space.restore()]);
      numbers.push(segment.number);
    }
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });
});
