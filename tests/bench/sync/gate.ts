import { setTimeout as sleep } from 'node:timers/promises';
import { ROUTES } from '../../../contract/sync-protocol.ts';
import { type Network, NetworkError } from '../../../electron/core/ports.ts';
import { eventually } from '../../support/chaos/eventually.ts';

/** The kiosk's network with a switch, a delay and a counter. */
export interface Gate extends Network {
  /** Lets requests through from now on: once none is under way that would be refused still. */
  open(): Promise<void>;
  /** Refuses every request. */
  close(): void;
  /** Those that carried a batch. */
  readonly batches: number;
  /** All, with the questions for what is new. */
  readonly requests: number;
  readonly sentBytes: number;
  onReconnect(listener: () => void): () => void;
}

export const createGate = (network: Network, delay: number): Gate => {
  let open = true;
  let underWay = 0;
  let batches = 0;
  let requests = 0;
  let sentBytes = 0;
  let reconnected = (): void => undefined;
  const pass: Network['send'] = async (request) => {
    if (!open) throw new NetworkError('the gate is closed');
    requests += 1;
    if (request.url.endsWith(ROUTES.batches)) batches += 1;
    sentBytes += request.body?.byteLength ?? 0;
    if (delay > 0) await sleep(delay);
    return network.send(request);
  };
  return {
    send: (request) => {
      underWay += 1;
      return pass(request).finally(() => (underWay -= 1));
    },
    open: async () => {
      await eventually(() => underWay === 0, 'the end of all requests');
      open = true;
      reconnected();
    },
    close: () => {
      open = false;
    },
    onReconnect: (listener) => {
      reconnected = listener;
      return () => undefined;
    },
    get batches() {
      return batches;
    },
    get requests() {
      return requests;
    },
    get sentBytes() {
      return sentBytes;
    },
  };
};
