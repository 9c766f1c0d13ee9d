/** A message key under `since` and its number. */
export interface SinceWords {
  readonly key: 'now' | 'minutes' | 'hours' | 'days';
  readonly count: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago a moment was, in the largest unit that fits. Milliseconds since the epoch. */
export const sinceWords = (moment: number, now: number): SinceWords => {
  const passed = Math.max(0, now - moment);
  if (passed < MINUTE) return { key: 'now', count: 0 };
  if (passed < HOUR) return { key: 'minutes', count: Math.floor(passed / MINUTE) };
  if (passed < DAY) return { key: 'hours', count: Math.floor(passed / HOUR) };
  return { key: 'days', count: Math.floor(passed / DAY) };
};

/** A kiosk asks for news every few minutes; an hour of silence is worth a look. */
export const SILENCE = HOUR;
