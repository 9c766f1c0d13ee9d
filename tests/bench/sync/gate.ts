import { setTimeout as sleep } from 'node:timers/promises';
import { type Network, NetworkError } from '../../../electron/core/ports.ts';

/** The kiosk's network with a switch, a delay and a counter. */
export interface Gate extends Network {
  /** Lets requests through from now on, or refuses them. */
  set(open: boolean): void;
  readonly requests: number;
  readonly sentBytes: number;
  onReconnect(listener: () => void): () => void;
}

export const createGate = (network: Network, delay: number): Gate => {
  let open = true;
  let requests = 0;
  let sentBytes = 0;
  let reconnected = (): void => undefined;
  return {
    send: async (request) => {
      if (!open) throw new NetworkError('the gate is closed');
      requests += 1;
      sentBytes += request.body?.byteLength ?? 0;
      if (delay > 0) await sleep(delay);
      return network.send(request);
    },
    set: (opened) => {
      open = opened;
      if (open) reconnected();
    },
    onReconnect: (listener) => {
      reconnected = listener;
      return () => undefined;
    },
    get requests() {
      return requests;
    },
    get sentBytes() {
      return sentBytes;
    },
  };
};
