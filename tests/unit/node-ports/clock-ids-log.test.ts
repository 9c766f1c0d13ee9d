import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNodeClock } from '../../../electron/node-ports/clock.ts';
import { createIds } from '../../../electron/node-ports/ids.ts';
import { createLog } from '../../../electron/node-ports/log.ts';
import { createNodeRandom } from '../../../electron/node-ports/random.ts';

describe('the clock port', () => {
  it('runs a task once and not after it was cancelled', async () => {
    const clock = createNodeClock();
    const ran: string[] = [];
    clock.schedule(5, () => ran.push('cancelled'))();
    await new Promise<void>((resolve) =>
      clock.schedule(20, () => {
        ran.push('kept');
        resolve();
      }),
    );
    expect(ran).toEqual(['kept']);
  });

  it('waits when the delay is longer than a timer can hold', async () => {
    const clock = createNodeClock();
    let early = false;
    const cancel = clock.schedule(2 ** 40, () => (early = true));
    await new Promise((resolve) => setTimeout(resolve, 30));
    cancel();
    expect(early).toBe(false);
  });
});

describe('ids', () => {
  it('are UUIDs of version 7 for any clock', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (now, chance) => {
          const id = createIds({ now: () => now }, { bytes: () => chance }).next();
          expect(id).toMatch(
            /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
          );
        },
      ),
    );
  });

  it('carry the time in front, so that later ones sort later', () => {
    const at = (now: number) => createIds({ now: () => now }, createNodeRandom()).next();
    expect(at(0x0123456789ab).startsWith('01234567-89ab-7')).toBe(true);
    expect(at(1_000) < at(1_001)).toBe(true);
  });

  it('differ within one millisecond', () => {
    const ids = createIds({ now: () => 1 }, createNodeRandom());
    expect(new Set(Array.from({ length: 1_000 }, () => ids.next())).size).toBe(1_000);
  });
});

describe('random fractions', () => {
  it('stay in [0, 1)', () => {
    const random = createNodeRandom();
    const all = Array.from({ length: 1_000 }, () => random.fraction());
    expect(all.every((one) => one >= 0 && one < 1)).toBe(true);
    expect(new Set(all).size).toBeGreaterThan(990);
  });
});

describe('the log', () => {
  it('writes one line for an entry, whatever the details hold', () => {
    const lines: string[] = [];
    createLog(
      (line) => lines.push(line),
      () => 0,
    ).warn('sync_failed', { why: 'a\nb', left: 3 });
    expect(lines).toEqual([
      '{"why":"a\\nb","left":3,"time":"1970-01-01T00:00:00.000Z","level":"warn","event":"sync_failed"}\n',
    ]);
  });

  it('does not let details pose as the event', () => {
    const lines: string[] = [];
    createLog(
      (line) => lines.push(line),
      () => 0,
    ).info('started', { event: 'forged', level: 'error' });
    expect(JSON.parse(lines.join(''))).toMatchObject({ event: 'started', level: 'info' });
  });
});
