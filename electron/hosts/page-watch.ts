import type { Cancel, Clock, Log } from '../core/ports.ts';

/** Notices a page that hangs or died: it says that it is alive every two seconds. */
export interface PageWatch {
  /** Any call of the page. */
  alive(): void;
  /** A page was opened: it has a while until its first sign of life. */
  opened(): void;
  stop(): void;
}

export interface PageWatchOptions {
  readonly clock: Pick<Clock, 'schedule'>;
  readonly log: Pick<Log, 'error'>;
  /** Takes the page away and wipes what it held; another one is opened after that. */
  readonly onDead: () => void;
}

const LOOK_EVERY = 2_000;
/**
 * Looks without a sign of life until the page is taken for dead. Looks are counted, not time: when
 * this very process stood still, the page must not pay for it.
 */
const MOST_MISSED = 5;
/** A slow device takes its time to show the first page. */
const MOST_MISSED_AT_START = 30;

export const createPageWatch = ({ clock, log, onDead }: PageWatchOptions): PageWatch => {
  /** Undefined while there is no page to watch. */
  let left: number | undefined;
  let cancel: Cancel = () => undefined;

  const look = (): void => {
    cancel = clock.schedule(LOOK_EVERY, look);
    if (left === undefined) return;
    left -= 1;
    if (left > 0) return;
    left = undefined;
    log.error('page.hung');
    onDead();
  };
  cancel = clock.schedule(LOOK_EVERY, look);

  return {
    alive: () => {
      left = MOST_MISSED;
    },
    opened: () => {
      left = MOST_MISSED_AT_START;
    },
    stop: () => {
      cancel();
    },
  };
};
