import type { Cancel, Clock, Log } from '../core/ports.ts';

export interface NightlyRestartOptions {
  readonly clock: Clock;
  readonly log: Pick<Log, 'info'>;
  /** "03:30"; undefined: never. */
  readonly at: string | undefined;
  /** IANA name. */
  readonly timeZone: string;
  /** Nobody stands at the screen. */
  readonly isFree: () => boolean;
  readonly restart: () => void;
}

const LOOK_EVERY = 30_000;
/** Minutes after the hour in which it may still happen; later it waits for the next night. */
const WINDOW = 180;
/** A kiosk that started within this time is fresh already. Longer than the window, so that one night has one restart. */
const FRESH = 4 * 60 * 60_000;
const DAY = 24 * 60;

/** Minutes since midnight on a clock of that zone. */
const minuteOfDay = (now: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const read = (type: string): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return read('hour') * 60 + read('minute');
};

const isNight = (now: number, at: string, timeZone: string): boolean => {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const since = (minuteOfDay(now, timeZone) - (hour * 60 + minute) + DAY) % DAY;
  return since < WINDOW;
};

/** Starts afresh once a night, at or after the set time, as soon as the kiosk is free. Answers how to stop that. */
export const planNightlyRestart = (options: NightlyRestartOptions): Cancel => {
  const { clock, log, at, timeZone, isFree, restart } = options;
  if (at === undefined) return () => undefined;
  const started = clock.monotonic();
  let cancel: Cancel = () => undefined;
  const look = (): void => {
    const fresh = clock.monotonic() - started < FRESH;
    if (!fresh && isFree() && isNight(clock.now(), at, timeZone)) {
      log.info('restart.nightly');
      restart();
    } else cancel = clock.schedule(LOOK_EVERY, look);
  };
  cancel = clock.schedule(LOOK_EVERY, look);
  return () => {
    cancel();
  };
};
