import { describe, expect, it } from 'vitest';
import { createDiskWatch } from '../../../electron/core/disk-watch.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { createFakeClock } from '../../support/core/fake-clock.ts';
import { createMemoryFiles } from '../../support/core/memory-files.ts';

const start = (answers: readonly (number | Error)[]) => {
  const clock = createFakeClock();
  const warnings: string[] = [];
  let asked = 0;
  const watch = createDiskWatch({
    clock,
    files: {
      freeBytes: () => {
        const answer = answers[Math.min(asked++, answers.length - 1)] ?? 0;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    },
    log: {
      info: () => undefined,
      warn: (event) => warnings.push(event),
      error: () => undefined,
    },
    folder: '/data',
    leastFreeBytes: 1_000,
  });
  return { clock, watch, warnings, asked: () => asked };
};
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the watch over the disk', () => {
  it('warns early, once, when something else fills the disk, and takes the warning back', async () => {
    const { clock, watch, warnings } = start([5_000, 900, 800, 5_000, 100]);
    await settle();
    expect(watch.isLow()).toBe(false);
    const seen = [];
    for (let minute = 0; minute < 4; minute += 1) {
      clock.advance(60_000);
      await settle();
      seen.push([watch.freeBytes(), watch.isLow()]);
    }
    expect(seen).toEqual([
      [900, true],
      [800, true],
      [5_000, false],
      [100, true],
    ]);
    expect(warnings).toEqual(['disk.low', 'disk.low']);
  });

  it('knows nothing when the disk does not answer, and looks again', async () => {
    const { clock, watch } = start([new Error('EIO'), 4_000]);
    await settle();
    expect([watch.freeBytes(), watch.isLow()]).toEqual([undefined, false]);
    clock.advance(60_000);
    await settle();
    expect(watch.freeBytes()).toBe(4_000);
  });

  it('looks no more after it was stopped', async () => {
    const { clock, watch, asked } = start([5_000]);
    await settle();
    watch.stop();
    clock.advance(600_000);
    expect(asked()).toBe(1);
  });
});

describe('a disk that something else fills', () => {
  it('is told to the portal’s desk while citizens still go on', async () => {
    let free = 5_000;
    const files = {
      ...createMemoryFiles({}),
      freeBytes: () => Promise.resolve(free * 2 ** 20),
    };
    const kiosk = await createTestCore({ files });
    await kiosk.enrolled();
    const last = () => kiosk.portal.heartbeats.at(-1);
    await kiosk.eventually(() => last()?.freeMegabytes === 5_000, 'the free space is told');
    expect(last()?.alarms).toEqual([]);
    free = 40;
    await kiosk.eventually(() => last()?.alarms.includes('low_disk') === true, 'the alarm is told');
    expect(last()?.freeMegabytes).toBe(40);
    expect((await kiosk.screen().apply()).delivery.state).toBe('saved');
  });
});
