/** Milliseconds. */
export interface BackoffLimits {
  readonly base: number;
  readonly cap: number;
}

/**
 * Exponential back-off with full jitter: uniform between 0 and base * 2^attempt, at most `cap`
 * (Brooker, "Exponential Backoff And Jitter"). `attempt` counts from 0, `fraction` in [0, 1).
 */
export const backoffDelay = (
  attempt: number,
  fraction: number,
  { base, cap }: BackoffLimits,
): number => Math.round(fraction * Math.min(cap, base * 2 ** Math.min(attempt, 30)));

const LONGEST_RETRY_AFTER = 60 * 60 * 1000;

/**
 * Milliseconds named by a Retry-After header (RFC 9110, 10.2.3: seconds or an HTTP date), at most an
 * hour; undefined when there is none or it is nonsense. A date counts from `now`.
 */
export const parseRetryAfter = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined;
  const text = header.trim();
  const wait = /^\d{1,10}$/.test(text) ? Number(text) * 1000 : httpDate(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(LONGEST_RETRY_AFTER, Math.max(0, wait));
};

/** Not a number for anything else: `Date.parse` alone finds a date in nearly every text. */
const httpDate = (text: string): number => (text.endsWith(' GMT') ? Date.parse(text) : NaN);
