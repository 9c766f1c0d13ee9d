import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Pull, PullReply } from '../../../../contract/sync-protocol.ts';
import { createKioskTime } from '../../../../electron/core/kiosk-time.ts';
import type { EnrolledDevice } from '../../../../electron/core/sync/enrolled-device.ts';
import { deviceOf } from '../../../../electron/core/sync/device-record.ts';
import type { PortalClient } from '../../../../electron/core/sync/portal-client.ts';
import { pull } from '../../../../electron/core/sync/pull.ts';
import { createSeededRandom, createTestLog } from '../../../support/core/create-test-core.ts';
import { createFakeClock } from '../../../support/core/fake-clock.ts';
import { createMemoryStore } from '../../../support/core/memory-store.ts';
import { NO_STAFF } from '../../../support/core/no-audit.ts';

const KIOSK = '01936000-0000-7000-8000-ffffffffffff';
const EPOCH = randomUUID();
const lookupOf = (count: number): string => String(count).padStart(22, 'A');
const caseOf = (count: number, sealed = 'x.y') => ({
  lookupId: lookupOf(count),
  rev: 1,
  final: false,
  sealed,
});

/** A kiosk, and a portal that answers each question with this. */
const createScene = (given: Partial<Record<keyof PullReply, unknown>>) => {
  const store = createMemoryStore();
  const clock = createFakeClock();
  const { log, lines } = createTestLog();
  const client: PortalClient = {
    ask: ({ payload, reply }) => {
      const { kiosk, nonce } = JSON.parse(payload) as Pull;
      const head = { v: 1, kiosk, nonce, epoch: EPOCH, serverTime: 5_000, cursor: 'next' };
      const parsed = v.safeParse(reply, { ...head, more: false, cases: [], ...given });
      return Promise.resolve(
        parsed.success ? { kind: 'answered', value: parsed.output } : { kind: 'unreachable' },
      );
    },
  };
  const run = () =>
    pull(
      {
        store,
        client,
        newLife: { heardEpoch: () => Promise.resolve(), enrolled: () => Promise.resolve() },
        time: createKioskTime(clock),
        clock,
        random: createSeededRandom('pull'),
        audit: NO_STAFF.audit,
        log,
        casesChanged: () => undefined,
        published: () => undefined,
      },
      { kiosk: KIOSK } as unknown as EnrolledDevice,
    );
  return { store, lines, run };
};

describe('a page with an entry that this program cannot take', () => {
  const publicationOf = (id: string, kind: unknown = 'survey') => ({
    kind,
    id,
    rev: 1,
    body: '{}',
  });

  it('brings the others, and the next one comes after it', async () => {
    const { store, run } = createScene({
      cases: [
        caseOf(1),
        caseOf(2, `${'x'.repeat(200_000)}.y`),
        { ...caseOf(3), colour: 'red' },
        caseOf(4),
      ],
      publications: [publicationOf('a', 7), publicationOf('b')],
    });

    expect(await run()).toEqual({ kind: 'done' });

    expect([...store.data.cases.entries()].map(([id]) => id)).toEqual([1, 4].map(lookupOf));
    expect([...store.data.publications.entries()].map(([id]) => id)).toEqual(['survey/b']);
    expect(deviceOf(store.data).cursor).toBe('next');
  });

  it('is logged with how many were left out, and nothing of them', async () => {
    const { lines, run } = createScene({ cases: [caseOf(1), { lookupId: 'strange' }] });
    await run();
    expect(lines.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        event: 'sync.entries_left_out',
        details: { cases: 1, publications: 0 },
      },
    ]);
  });

  it('is nobody’s answer when its head is wrong', async () => {
    const { run } = createScene({ cursor: 7 });
    expect(await run()).toEqual({ kind: 'unreachable' });
  });
});
