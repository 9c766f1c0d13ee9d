import type { Transport } from './api/transport.ts';

/** Milliseconds. The host takes a page for dead after five of them without a word. */
const EVERY = 2_000;

/** Lets the host notice when this page hangs or has died. Answers how to end it. */
export const keepAlive = (
  transport: Pick<Transport, 'call'>,
  timers: Pick<Window, 'setInterval' | 'clearInterval'>,
): (() => void) => {
  const timer = timers.setInterval(() => {
    // A host that does not answer is noticed by the calls that a person waits for.
    transport.call('kiosk.alive', {}).catch(() => undefined);
  }, EVERY);
  return () => {
    timers.clearInterval(timer);
  };
};
