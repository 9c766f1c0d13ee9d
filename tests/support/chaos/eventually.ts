import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE = 5;

/** Waits over real sockets until the condition holds; throws after a while so that no run hangs. Milliseconds. */
export const eventually = async (
  holds: () => boolean | Promise<boolean>,
  what: string,
  limit = 90_000,
): Promise<void> => {
  const end = performance.now() + limit;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what} did not come about`);
    await sleep(PAUSE);
  }
};
