import {
  type Network,
  type NetworkAnswer,
  NetworkError,
  type NetworkRequest,
} from '../../../electron/core/ports.ts';

export type Server = (request: NetworkRequest) => Promise<NetworkAnswer>;
/** What happens to one request; `server` is the real one behind. */
export type Fault = (request: NetworkRequest, server: Server) => Promise<NetworkAnswer>;

export interface FakeNetwork extends Network {
  /** Everything goes through from now on, and the core is told. */
  connect(): void;
  disconnect(): void;
  /** For requests from now on to routes that contain the text; undefined clears it. */
  disturb(fault: Fault | undefined, route?: string): void;
  readonly requests: readonly NetworkRequest[];
}

const cut = (): Promise<never> => Promise.reject(new NetworkError('cut'));

/** The request never arrives. */
export const cutBefore: Fault = cut;
/** The server does its work, but its answer is lost. */
export const cutAfter: Fault = async (request, server) => {
  await server(request);
  return cut();
};
export const answerWith =
  (status: number, body: string, headers: Record<string, string> = {}): Fault =>
  () =>
    Promise.resolve({ status, headers, body: new TextEncoder().encode(body) });
/** Changes what the server answered. */
export const altered =
  (change: (answer: NetworkAnswer) => NetworkAnswer): Fault =>
  async (request, server) =>
    change(await server(request));

export const createFakeNetwork = (server: Server): FakeNetwork => {
  let connected = true;
  let disturbance: { readonly fault: Fault; readonly route: string } | undefined;
  const requests: NetworkRequest[] = [];
  const listeners = new Set<() => void>();
  return {
    send: (request) => {
      requests.push(request);
      if (!connected) return cut();
      return disturbance !== undefined && request.url.includes(disturbance.route)
        ? disturbance.fault(request, server)
        : server(request);
    },
    onReconnect: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect: () => {
      connected = true;
      for (const listener of [...listeners]) listener();
    },
    disconnect: () => {
      connected = false;
    },
    disturb: (fault, route = '') => {
      disturbance = fault && { fault, route };
    },
    requests,
  };
};
