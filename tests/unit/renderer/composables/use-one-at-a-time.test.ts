import { describe, expect, it } from 'vitest';
import { createApp } from 'vue';
import {
  createKioskClient,
  provideKioskClient,
} from '../../../../renderer/src/api/kiosk-client.ts';
import { useOneAtATime } from '../../../../renderer/src/composables/use-one-at-a-time.ts';

/** A core that answers when it is told to. */
const slowCore = () => {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const client = createKioskClient({
    call: (method) => {
      asked.push(method);
      return new Promise((resolve) => {
        waiting.push(() => resolve({ ok: true, value: [] }));
      });
    },
    subscribe: () => () => undefined,
  });
  const app = createApp({});
  provideKioskClient(app, client);
  const one = app.runWithContext(() => useOneAtATime<'queue.list' | 'people.list'>());
  return { ...one, asked, answer: () => waiting.shift()?.() };
};

describe('questions of staff, one at a time', () => {
  it('starts nothing by a second tap, and says what is under way', async () => {
    const { busy, ask, asked, answer } = slowCore();
    const first = ask('queue.list', {});
    expect(busy.value).toBe('queue.list');
    expect(await ask('people.list', {})).toBeUndefined();
    answer();
    expect(await first).toEqual({ ok: true, value: [] });
    expect(busy.value).toBeUndefined();
    expect(asked).toEqual(['queue.list']);
  });

  it('gives an answer that comes after somebody left to nobody, and the next may ask', async () => {
    const { busy, ask, forget, answer } = slowCore();
    const late = ask('queue.list', {});
    forget();
    const next = ask('people.list', {});
    answer();
    expect(await late).toBeUndefined();
    expect(busy.value).toBe('people.list');
    answer();
    expect(await next).toEqual({ ok: true, value: [] });
  });
});
