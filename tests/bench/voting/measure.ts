export interface Step {
  readonly step: string;
  /** Median milliseconds. */
  readonly ours: number;
  readonly library: number;
}

export const timed = async <T>(
  work: () => T | Promise<T>,
): Promise<{ readonly value: T; readonly ms: number }> => {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
};

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;

/** Milliseconds of processor time of this process so far. */
export const cpuTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
