import { expect, it } from 'vitest';
import type { BatchReply } from '../../../../contract/sync-protocol.ts';
import { createBatchSize } from '../../../../electron/core/sync/batch-size.ts';
import type { FixedBatch } from '../../../../electron/core/sync/batches.ts';
import type { EnrolledDevice } from '../../../../electron/core/sync/enrolled-device.ts';
import type { Exchange } from '../../../../electron/core/sync/portal-client.ts';
import { push, type PushOptions } from '../../../../electron/core/sync/push.ts';

/** A queue of batches of one item each, two of them on the way at a time, and a portal that answers when it is told. */
const createScene = (count: number, online: () => boolean = () => true) => {
  const events: string[] = [];
  const asked: ((answer: Exchange<BatchReply>) => void)[] = [];
  let waiting = Array.from({ length: count }, (_, index): FixedBatch => ({
    record: { seq: index + 1, prev: '', sentAt: 0, digest: '', items: [`item-${index + 1}`] },
    payload: JSON.stringify({ seq: index + 1 }),
  }));
  const seqOf = (payload: string) => (JSON.parse(payload) as { readonly seq: number }).seq;
  const ask = ({ payload }: { readonly payload: string }) =>
    new Promise<Exchange<BatchReply>>((resolve) => {
      asked.push(resolve);
      events.push(`sent ${seqOf(payload)}`);
    });
  const options: PushOptions = {
    batches: {
      current: (_kiosk, most) => Promise.resolve(waiting.slice(0, most)),
      answered: ({ record }) => {
        waiting = waiting.filter((batch) => batch.record.seq !== record.seq);
      },
      doubt: ({ record }) => events.push(`doubted ${record.seq}`),
      split: () => Promise.resolve(false),
      dissolved: () => undefined,
    },
    outbox: {
      applyReply: ({ seq }: { readonly seq: number }) => {
        events.push(`applied ${seq}`);
        return Promise.resolve();
      },
      showSending: () => undefined,
    } as unknown as PushOptions['outbox'],
    client: { ask },
    newLife: { heardEpoch: () => Promise.resolve(), enrolled: () => Promise.resolve() },
    time: { now: () => 0 } as unknown as PushOptions['time'],
    online,
    size: createBatchSize(),
    clock: { monotonic: () => 0 },
  };
  const device = { kiosk: 'kiosk' } as unknown as EnrolledDevice;
  const taken = { kind: 'answered', value: { epoch: 'epoch' } as unknown as BatchReply } as const;
  return {
    events,
    run: (isStopping = () => false) => push(options, device, isStopping),
    /** The portal's word on the request with this number, from one. */
    answer: async (number: number, answer: Exchange<BatchReply> = taken) => {
      await expect.poll(() => asked.length).toBeGreaterThanOrEqual(number);
      asked[number - 1]?.(answer);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

it('sends the next batch while the one before it is still on its way', async () => {
  const scene = createScene(3);
  const step = scene.run();
  await scene.answer(1);
  expect(scene.events).toEqual(['sent 1', 'sent 2', 'applied 1', 'sent 3']);
  await scene.answer(2);
  await scene.answer(3);
  expect(await step).toEqual({ kind: 'empty' });
  expect(scene.events.slice(4)).toEqual(['applied 2', 'applied 3']);
});

it('applies answers in the order of the chain, whichever comes first', async () => {
  const scene = createScene(2);
  const step = scene.run();
  await scene.answer(2);
  expect(scene.events).toEqual(['sent 1', 'sent 2']);
  await scene.answer(1);
  await step;
  expect(scene.events.slice(2)).toEqual(['applied 1', 'applied 2']);
});

it('doubts everything that is on its way when one has no answer, and waits for the others', async () => {
  const scene = createScene(2);
  const step = scene.run();
  await scene.answer(1, { kind: 'failed', status: 502 });
  expect(scene.events).toEqual(['sent 1', 'sent 2', 'doubted 1']);
  await scene.answer(2);
  expect(await step).toEqual({ kind: 'failed', status: 502 });
  expect(scene.events).toEqual(['sent 1', 'sent 2', 'doubted 1', 'doubted 2']);
});

it('sends one again at once that got lost while the next one may wait for its turn', async () => {
  const scene = createScene(2);
  const step = scene.run();
  await scene.answer(1, { kind: 'unreachable' });
  expect(scene.events).toEqual(['sent 1', 'sent 2', 'doubted 1', 'sent 1']);
  await scene.answer(3);
  await scene.answer(2);
  expect(await step).toEqual({ kind: 'empty' });
  expect(scene.events.slice(4)).toEqual(['applied 1', 'applied 2']);
});

it('sends a lost one again no more than once, and not when the next one is lost too', async () => {
  const twice = createScene(2);
  const step = twice.run();
  await twice.answer(1, { kind: 'unreachable' });
  await twice.answer(3, { kind: 'unreachable' });
  await twice.answer(2, { kind: 'unreachable' });
  expect(await step).toEqual({ kind: 'unreachable' });

  const both = createScene(2);
  const lost = both.run();
  await both.answer(2, { kind: 'unreachable' });
  await both.answer(1, { kind: 'unreachable' });
  expect(await lost).toEqual({ kind: 'unreachable' });
  expect(both.events.filter((event) => event.startsWith('sent'))).toHaveLength(2);
});

it('sends one alone until the portal has answered', async () => {
  let online = false;
  const scene = createScene(3, () => online);
  const step = scene.run();
  await expect.poll(() => scene.events).toEqual(['sent 1']);
  online = true;
  await scene.answer(1);
  expect(scene.events).toEqual(['sent 1', 'applied 1', 'sent 2', 'sent 3']);
  await scene.answer(2);
  await scene.answer(3);
  expect(await step).toEqual({ kind: 'empty' });
});

it('sends one that came before its turn again at once, but only after the turn has come', async () => {
  const early = { kind: 'problem', problem: 'out-of-order' } as const;
  const overtaken = createScene(2);
  const step = overtaken.run();
  await overtaken.answer(2, early);
  await overtaken.answer(1);
  expect(await step).toEqual({ kind: 'progress' });

  const stuck = createScene(1);
  const refused = stuck.run();
  await stuck.answer(1, early);
  expect(await refused).toEqual(early);
});

it('sends nothing new while the kiosk stops, and takes what is answered', async () => {
  let stopping = false;
  const scene = createScene(3);
  const step = scene.run(() => stopping);
  await expect.poll(() => scene.events).toHaveLength(2);
  stopping = true;
  await scene.answer(1);
  await scene.answer(2);
  expect(await step).toEqual({ kind: 'empty' });
  expect(scene.events).toEqual(['sent 1', 'sent 2', 'applied 1', 'applied 2']);
});
