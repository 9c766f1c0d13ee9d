import { setImmediate } from 'node:timers/promises';

const GIVE_UP = 10_000;

/** Lets real asynchronous work (cryptography, promises) go on until the condition holds; fails after a while. */
export const until = async (holds: () => boolean, what = 'the condition'): Promise<void> => {
  const end = performance.now() + GIVE_UP;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what} did not come true`);
    await setImmediate();
  }
};
