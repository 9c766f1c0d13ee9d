export interface TokenBucket {
  /** Takes one token; answers 0, or the milliseconds until one is there. */
  take(): number;
}

/** Lets `burst` pass at once and `perSecond` in the long run. `monotonic` in milliseconds. */
export const createTokenBucket = (
  burst: number,
  perSecond: number,
  monotonic: () => number,
): TokenBucket => {
  let tokens = burst;
  let filledAt = monotonic();
  return {
    take: () => {
      const now = monotonic();
      tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
      filledAt = now;
      if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1000);
      tokens -= 1;
      return 0;
    },
  };
};
