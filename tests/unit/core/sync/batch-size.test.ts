import { expect, it } from 'vitest';
import { LIMITS } from '../../../../contract/sync-protocol.ts';
import { createBatchSize } from '../../../../electron/core/sync/batch-size.ts';

/** Milliseconds for so many bytes over a line, with the time that an empty request takes. */
const over =
  ({ bytesPerSecond, delay }: { bytesPerSecond: number; delay: number }) =>
  (bytes: number): number =>
    delay + (bytes / bytesPerSecond) * 1000;

it('begins small, for nothing is known of the line', () => {
  expect(createBatchSize().bytes()).toBeLessThan(20_000);
});

it.each([
  ['a fast line', { bytesPerSecond: 10_000_000, delay: 20 }, 1],
  ['a fast line over a satellite', { bytesPerSecond: 1_000_000, delay: 700 }, 2],
])('is as large as it may be on %s soon', (_name, line, answers) => {
  const size = createBatchSize();
  for (let count = 0; count < answers; count += 1)
    size.took(size.bytes(), over(line)(size.bytes()));
  expect(size.bytes()).toBe(LIMITS.batchBytes);
});

it.each([1_000, 4_000, 32_000])(
  'fits into half a minute on a line of %d bytes a second',
  (bytesPerSecond) => {
    const size = createBatchSize();
    const time = over({ bytesPerSecond, delay: 500 });
    for (let count = 0; count < 10; count += 1) {
      expect(time(size.bytes())).toBeLessThan(30_000);
      size.took(size.bytes(), time(size.bytes()));
    }
    expect(time(size.bytes())).toBeGreaterThan(10_000);
  },
);

it('becomes small again when no answer comes, and never grows by that', () => {
  const size = createBatchSize();
  size.took(16_000, 10);
  size.lost();
  expect(size.bytes()).toBe(createBatchSize().bytes());
  size.took(1_000, 10_000);
  size.lost();
  expect(size.bytes()).toBe(2_000);
});
