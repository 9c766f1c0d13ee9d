/** Work that nobody waits for at once. */
export interface Errands {
  run(work: Promise<unknown>): void;
  /** Resolves when nothing is under way; rejects with the first failure that was no broken connection. */
  finish(): Promise<void>;
}

/** The connection failed, which is what happens on a bad network. */
export class BrokenConnection extends Error {
  override readonly name = 'BrokenConnection';
}

/** Node's own failures of sockets carry a code; a bug does not. */
const isBrokenConnection = (failure: unknown): boolean =>
  failure instanceof BrokenConnection ||
  (failure instanceof Error && 'code' in failure && typeof failure.code === 'string');

export const createErrands = (): Errands => {
  const underWay = new Set<Promise<void>>();
  const bugs: unknown[] = [];

  const settle = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (failure) {
      if (!isBrokenConnection(failure)) bugs.push(failure);
    }
  };

  return {
    run: (work) => {
      const settled: Promise<void> = settle(work).finally(() => underWay.delete(settled));
      underWay.add(settled);
    },
    finish: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
      if (bugs.length > 0) throw new Error('the fault proxy itself failed', { cause: bugs[0] });
    },
  };
};
