import type { PrintFault } from '../../../contract/print-document.ts';
import type { Printer, PrintOrder } from '../../../electron/core/ports.ts';

export interface FakePrinter extends Printer {
  readonly orders: readonly PrintOrder[];
  /** Ends the job that runs: printed, or why not. */
  end(fault?: PrintFault): void;
  /** The job that runs breaks an adapter. */
  break(): void;
}

/** A printer that waits for the test to say what happens. */
export const createFakePrinter = (): FakePrinter => {
  const orders: PrintOrder[] = [];
  let finish: ((fault?: PrintFault) => void) | undefined;
  let reject: ((error: Error) => void) | undefined;
  return {
    orders,
    print: (order) =>
      new Promise((resolve, rejectIt) => {
        orders.push(order);
        order.started();
        reject = rejectIt;
        finish = (fault) =>
          resolve(fault === undefined ? { kind: 'printed' } : { kind: 'failed', fault });
      }),
    end: (fault) => finish?.(fault),
    break: () => reject?.(new Error('a bug in an adapter')),
  };
};
