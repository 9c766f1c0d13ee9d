import { traceOf } from '../../contract/failure-trace.ts';
import type { PortalContext } from '../context.ts';
import { repeat, type Repetition } from '../repeat.ts';
import { removeOld } from './remove-old.ts';

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/** Removes what has been kept for its time: at the start and each day. Several instances may do so side by side. */
export const startRetention = (
  context: Pick<PortalContext, 'db' | 'clock' | 'log'>,
  every = DAY,
): Repetition => {
  const retention = repeat(
    () => removeOld(context),
    every,
    (error) => context.log.warn('retention.failed', { ...traceOf(error) }),
  );
  retention.now();
  return retention;
};
