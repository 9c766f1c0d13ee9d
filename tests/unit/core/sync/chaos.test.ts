import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkAnswer } from '../../../../electron/core/ports.ts';
import { testConfig } from '../../../support/core/create-test-core.ts';
import {
  altered,
  answerWith,
  cutAfter,
  cutBefore,
  type Fault,
} from '../../../support/core/fake-network.ts';
import { createMemoryStore, type MemoryStore } from '../../../support/core/memory-store.ts';
import {
  createModelPortal,
  type ModelPortal,
  problemAnswer,
} from '../../../support/core/model-portal.ts';
import { startSyncLife, type SyncLife } from '../../../support/core/sync-life.ts';

const flip = (answer: NetworkAnswer): NetworkAnswer => {
  const body = Uint8Array.from(answer.body);
  const place = Math.floor(body.length / 2);
  body[place] = (body[place] ?? 0) ^ 1;
  return { ...answer, body };
};
const twice: Fault = async (request, server) => {
  await server(request);
  return server(request);
};
const overtaken: Fault = async (request, server) => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return server(request);
};
const short = altered((answer) => ({ ...answer, body: answer.body.subarray(0, -7) }));

const passOn: Fault = (request, server) => server(request);
/** A network that does one of these to each request, in the order of the drawn list, again and again. */
const FAULTS: Readonly<Record<string, Fault>> = {
  none: passOn,
  /** What an earlier request was answered; this one never arrives. */
  stale: cutBefore,
  cutBefore,
  cutAfter,
  twice,
  overtaken,
  flip: altered(flip),
  short,
  captive: answerWith(200, '<html>', { 'content-type': 'text/html' }),
  error: answerWith(500, ''),
  busy: () => Promise.resolve(problemAnswer('try-later', 503, { 'retry-after': '3' })),
  early: () => Promise.resolve(problemAnswer('out-of-order', 409)),
};
/** A proxy on the way that takes no large bodies; it is there all the time or never. */
const proxy: Fault = (request, server) =>
  (request.body?.length ?? 0) > 9_000
    ? Promise.resolve({ status: 413, headers: {}, body: new Uint8Array() })
    : server(request);
const NAMES = Object.keys(FAULTS);

type Step =
  | { readonly kind: 'save'; readonly count: number }
  | { readonly kind: 'round' }
  | { readonly kind: 'powerCut'; readonly next: number | undefined }
  | { readonly kind: 'setClock'; readonly by: number }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'diskFull'; readonly full: boolean };

const DAY = 86_400_000;
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      count: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 8, arbitrary: fc.constant<Step>({ kind: 'round' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('powerCut' as const),
      next: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('setClock' as const),
      by: fc.integer({ min: -900 * DAY, max: 900 * DAY }),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'backup' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'restore' }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('diskFull' as const), full: fc.boolean() }),
  },
);

interface World {
  readonly portal: ModelPortal;
  readonly saved: Set<string>;
  life: SyncLife;
  restore: (() => Promise<void>) | undefined;
  restored: boolean;
  calm: boolean;
}

const createWorld = async (faults: readonly string[], behindProxy: boolean) => {
  const portal = await createModelPortal(() => Date.now());
  const config = testConfig({
    url: portal.url,
    keyThumbprint: portal.keyThumbprint,
    enrolmentCode: portal.newCode(),
  });
  let requests = 0;
  let lastAnswer: NetworkAnswer | undefined;
  let lives = 0;
  const start = (store: MemoryStore, now: number, dieAfterUpdates?: number): SyncLife => {
    lives += 1;
    return startSyncLife({
      store,
      config,
      now,
      dieAfterUpdates,
      seed: String(lives),
      server: async (request) => {
        requests += 1;
        const name = world.calm ? 'none' : (faults[requests % faults.length] ?? 'none');
        const fault = FAULTS[name] ?? cutBefore;
        if (name === 'stale' && lastAnswer !== undefined) return lastAnswer;
        return fault(request, async (passed) => {
          const way = behindProxy ? proxy : passOn;
          lastAnswer = await way(passed, (arrived) => portal.answer(arrived));
          return lastAnswer;
        });
      },
    });
  };
  const world: World = {
    portal,
    saved: new Set(),
    life: undefined as unknown as SyncLife,
    restore: undefined,
    restored: false,
    calm: true,
  };
  world.life = start(createMemoryStore(), Date.now());
  await world.life.round();
  world.restore = portal.backup();
  world.calm = false;
  return { world, start };
};

const take = async (
  world: World,
  start: (store: MemoryStore, now: number, dieAfterUpdates?: number) => SyncLife,
  step: Step,
): Promise<void> => {
  if (world.life.dead) world.life = start(world.life.store, world.life.clock.now());
  const { life, portal } = world;
  switch (step.kind) {
    case 'save':
      for (let count = 0; count < step.count; count += 1) {
        const id = await life.save();
        if (id !== undefined) world.saved.add(id);
      }
      return;
    case 'round':
      return life.round();
    case 'powerCut':
      life.die();
      world.life = start(life.store, life.clock.now(), step.next);
      return;
    case 'setClock':
      life.clock.set(life.clock.now() + step.by);
      return;
    case 'backup':
      world.restore = portal.backup();
      return;
    case 'restore':
      if (world.restore === undefined) return;
      await world.restore();
      world.restored = true;
      return;
    case 'diskFull':
      life.store.failWith(step.full ? 'storage_full' : undefined, { urgentToo: false });
  }
};

/** The network heals; how many rounds it takes until nothing waits. */
const heal = async (
  world: World,
  start: (store: MemoryStore, now: number) => SyncLife,
): Promise<void> => {
  world.calm = true;
  world.life.die();
  world.life = start(world.life.store, Date.now());
  // Two at least: a restored portal may have to tell its epoch first.
  for (let count = 0; count < 60; count += 1) {
    await world.life.round();
    if (count > 2 && world.life.sync.health().waiting === 0) return;
  }
};

describe('whatever the network, the power and the portal do', () => {
  it(
    'each submission that was called saved arrives exactly once',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom(...NAMES, 'none'), { minLength: 1, maxLength: 12 }),
          fc.array(stepArbitrary, { minLength: 5, maxLength: 30 }),
          fc.boolean(),
          async (faults, steps, behindProxy) => {
            const { world, start } = await createWorld(faults, behindProxy);
            for (const step of steps) await take(world, start, step);
            await heal(world, start);

            const { life, portal, saved } = world;
            const records = new Map(life.store.data.outbox.entries());
            const numbers = portal.registrations();
            for (const id of saved) {
              expect(records.get(id)).toMatchObject({
                state: 'received',
                receipt: { registrationNumber: numbers.get(id) },
              });
              expect(numbers.has(id)).toBe(true);
            }
            if (!world.restored)
              expect(portal.registered.map(({ id }) => id).sort()).toEqual(
                [...numbers.keys()].sort(),
              );
            expect(life.sync.health()).toMatchObject({ waiting: 0, online: true });
            expect(life.sync.health().alarm).toBeUndefined();
            expect(life.store.data.batches.size).toBe(0);
            life.die();
          },
        ),
        { numRuns: 50, plugins: [fc.interruptAfterTimeLimit(60_000)] },
      );
    },
  );
});
