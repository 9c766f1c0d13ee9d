export interface Repetition {
  /** Once at this moment, unless it is being done. */
  now(): void;
  /** Waits for what is being done. */
  stop(): Promise<void>;
}

/**
 * Does something again and again, never twice at once. `every` in milliseconds. What fails is handed
 * to `failed` and done the next time: the database may be away for a while.
 */
export const repeat = (
  work: () => Promise<unknown>,
  every: number,
  failed: (error: unknown) => void,
): Repetition => {
  let running: Promise<void> | undefined;
  const once = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failed(error);
    }
  };
  const now = (): void => {
    running ??= once().finally(() => {
      running = undefined;
    });
  };
  const timer = setInterval(now, every).unref();
  return {
    now,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
