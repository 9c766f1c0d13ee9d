import { expect, it } from 'vitest';
import { createTurns } from '../../../portal/intake/turns.ts';

it('opens one batch after the other, in the order in which they came', async () => {
  const turns = createTurns();
  const events: string[] = [];
  const open = (name: string) => async (): Promise<string> => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push(`${name} ends`);
    return name;
  };
  const opened = await Promise.all([turns.opening(open('first')), turns.opening(open('second'))]);
  expect(opened).toEqual(['first', 'second']);
  expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

it('goes on after a batch that could not be opened', async () => {
  const turns = createTurns();
  const failed = turns.opening(() => Promise.reject(new Error('a bug')));
  const next = turns.opening(() => Promise.resolve('next'));
  await expect(failed).rejects.toThrow('a bug');
  expect(await next).toBe('next');
});

it('lets four batches of a kiosk wait, and another one when they have gone on', async () => {
  const turns = createTurns();
  const waits = Array.from({ length: 4 }, () => turns.wait('one', 10_000));
  expect(waits).not.toContain(undefined);
  expect(turns.wait('one', 10_000)).toBeUndefined();
  expect(turns.wait('other', 1)).toBeDefined();
  turns.announce('one');
  for (const wait of waits) await wait;
  expect(turns.wait('one', 1)).toBeDefined();
});
