import { traceOf } from '../../contract/failure-trace.ts';
import type { PortalLog } from '../ports.ts';
import { repeat, type Repetition } from '../repeat.ts';
import type { Surveys } from './surveys.ts';

/** Milliseconds, unless the portal was told otherwise. */
const EVERY = 60_000;

/** Publishes what is due, once a minute. Several instances may do so side by side. */
export const startBoardTimer = (
  surveys: Pick<Surveys, 'publishDue'>,
  log: PortalLog,
  every = EVERY,
): Repetition =>
  repeat(
    () => surveys.publishDue(),
    every,
    (error) => log.warn('board.not_published', { ...traceOf(error) }),
  );
