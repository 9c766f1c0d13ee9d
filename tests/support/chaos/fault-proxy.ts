import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createErrands, type Errands } from './errands.ts';
import type { FaultKind } from './faults.ts';
import { routeOf, statusOf, takeMessage } from './http-frame.ts';
import { createPassage } from './passage.ts';
import { playFault, type Wire } from './play-fault.ts';
import { alwaysPass, type Schedule } from './schedule.ts';
import { forward, forwardAndHangUp, parseTarget, type Upstream } from './upstream.ts';

/** What became of one request. */
export interface Exchange {
  readonly index: number;
  readonly route: string;
  readonly fault: FaultKind;
  readonly requestBytes: number;
  /** Of the portal's (last) answer; absent when it was not asked or did not answer. */
  answerBytes?: number;
  status?: number;
}

export interface FaultProxy {
  /** Where the kiosk believes the portal to be. */
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** Decides from the next request on. */
  follow(schedule: Schedule): void;
  /** The portal is somewhere else now. */
  pointAt(target: string): void;
  /**
   * Breaks every connection and stops listening; waits for what is still under way. Rejects when
   * the proxy itself had failed.
   */
  stop(): Promise<void>;
}

export interface FaultProxyOptions {
  /** The portal's address on this machine. */
  readonly target: string;
  readonly schedule?: Schedule;
  /** Milliseconds after which the proxy stops by itself, so that it never outlives a broken test. */
  readonly lifetime?: number;
  /** Milliseconds for which an answer of the portal is waited for. */
  readonly patience?: number;
}

const LIFETIME = 15 * 60 * 1000;
const PATIENCE = 10_000;
const MOST_CONNECTIONS = 2_000;

/** A network between kiosk and portal that does to each exchange what the schedule says. Loopback only. */
export const startFaultProxy = async (options: FaultProxyOptions): Promise<FaultProxy> => {
  parseTarget(options.target);
  const { patience = PATIENCE, lifetime = LIFETIME } = options;
  let { target, schedule = alwaysPass } = options;
  const exchanges: Exchange[] = [];
  const errands = createErrands();
  const wireFor = createWires(errands, () => ({ target, patience }));

  const exchangeOne = async (client: Socket, request: Buffer): Promise<void> => {
    const [index, route, bytes] = [exchanges.length, routeOf(request), request.length];
    const fault = schedule({ index, route, bytes });
    const exchange: Exchange = { index, route, fault: fault.kind, requestBytes: bytes };
    exchanges.push(exchange);
    await playFault(fault, request, wireFor(client, exchange));
  };

  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    client.on('error', () => client.destroy()); // also after the last read
    errands.run(serve(client, (request) => exchangeOne(client, request)));
  });
  const port = await listen(server);

  const close = (): Promise<void> => {
    clearTimeout(end);
    server.close();
    for (const client of clients) client.destroy();
    return errands.finish();
  };
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= close());
  const end = setTimeout(() => void stop(), lifetime).unref();

  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    follow: (next) => {
      schedule = next;
    },
    pointAt: (next) => {
      parseTarget(next);
      target = next;
    },
    stop,
  };
};

const listen = async (server: Server): Promise<number> => {
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** Takes whole requests from one connection, one after the other. */
const serve = async (
  client: Socket,
  exchange: (request: Buffer) => Promise<void>,
): Promise<void> => {
  let received: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of client as AsyncIterable<Buffer>) {
      received = Buffer.concat([received, chunk]);
      for (let framed = takeMessage(received); framed; framed = takeMessage(received)) {
        received = framed.rest;
        await exchange(framed.message);
      }
    }
  } finally {
    client.destroy();
  }
};

/** Makes what a fault works with: the portal on one side, this kiosk's connection on the other. */
const createWires = (
  errands: Errands,
  upstream: () => Upstream,
): ((client: Socket, exchange: Exchange) => Wire) => {
  const lastAnswers = new Map<string, Buffer>();
  const passage = createPassage();
  return (client, exchange) => ({
    ask: async (request) => {
      const answer = await forward(upstream(), request);
      exchange.answerBytes = answer.length;
      exchange.status = statusOf(answer);
      lastAnswers.set(exchange.route, answer);
      passage.announce();
      return answer;
    },
    tell: (bytes) => forwardAndHangUp(upstream(), bytes),
    say: (bytes) => write(client, bytes),
    hangUp: () => client.destroy(),
    nextPassed: (ms) => passage.next(ms),
    lastAnswer: () => lastAnswers.get(exchange.route),
    later: (work) => {
      errands.run(work);
    },
  });
};

const write = (client: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    client.write(bytes, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
