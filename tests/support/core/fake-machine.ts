import type { LockState } from '../../../contract/locks.ts';
import { ok } from '../../../contract/result.ts';
import type { Machine, Network, PrintOrder } from '../../../electron/core/ports.ts';

export interface FakeMachine extends Machine {
  /** What was kept as this kiosk's own configuration, newest last. */
  readonly kept: object[];
  readonly printed: PrintOrder[];
  readonly restarts: () => number;
  failKeeping: Error | undefined;
}

/** A machine of which a test decides everything. */
export const createFakeMachine = (
  network: Network,
  locks: readonly LockState[] = [{ name: 'own_user', state: 'locked' }],
): FakeMachine => {
  const kept: object[] = [];
  const printed: PrintOrder[] = [];
  let restarts = 0;
  return {
    kept,
    printed,
    failKeeping: undefined,
    restarts: () => restarts,
    locks: () => Promise.resolve(locks),
    timeZone: () => 'Asia/Baku',
    networkWith: () => network,
    printsVia: 'cups',
    printerFor: (choice) =>
      choice === undefined
        ? undefined
        : {
            print: (order) => {
              printed.push(order);
              return Promise.resolve({ kind: 'printed' });
            },
          },
    toConfigText: (file) => JSON.stringify(file),
    readConfigText: (text) => ok(JSON.parse(text) as object),
    keepConfig(file) {
      if (this.failKeeping !== undefined) return Promise.reject(this.failKeeping);
      kept.push(file);
      return Promise.resolve();
    },
    restart: () => {
      restarts += 1;
    },
  };
};
