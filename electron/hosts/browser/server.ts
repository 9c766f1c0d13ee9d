import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core } from '../../core/core.ts';
import type { Clock, Log, Random } from '../../core/ports.ts';
import type { RendererFiles } from '../renderer-files.ts';
import { createEventStreams } from './event-streams.ts';
import { answerRequest } from './routes.ts';
import type { RouteSettings } from './routes.ts';
import { createSeat } from './seat.ts';

export interface KioskServerSettings {
  readonly core: Core;
  readonly files: RendererFiles;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly random: Pick<Random, 'bytes'>;
  readonly log: Log;
  /** See `createSeat`: for demonstrations without a display only. */
  readonly tokensStayGood: boolean;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface KioskServer {
  /** "http://127.0.0.1:8460" */
  readonly origin: string;
  /** An address that lets one browser in; an earlier one that was not used is void. */
  launchAddress(): string;
  /** Wipes what the page in the seat held: its browser is gone. */
  emptySeat(): void;
  stop(): Promise<void>;
}

/**
 * Serves screen, calls and events on 127.0.0.1 and nowhere else. Rejects when the port is taken
 * (Node's `EADDRINUSE`).
 */
export const startKioskServer = async (settings: KioskServerSettings): Promise<KioskServer> => {
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 30_000 });
  server.maxConnections = 64;
  const port = await listen(server, settings.port);
  const streams = createEventStreams(settings);
  const seat = createSeat({
    ...settings,
    onLeave: (session) => {
      streams.end(session);
    },
  });
  const authority = `127.0.0.1:${port}`;
  // The jar of cookies is shared by all ports of a machine: the name keeps two kiosks apart.
  answerOn(server, { ...settings, seat, streams, authority, cookieName: `asan_kiosk_${port}` });
  return {
    origin: `http://${authority}`,
    launchAddress: () => `http://${authority}/launch/${seat.issueToken()}`,
    emptySeat: () => {
      seat.leave();
    },
    stop: () => {
      seat.leave();
      return close(server);
    },
  };
};

const listen = async (server: Server, port: number): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
};

const answerOn = (server: Server, settings: RouteSettings): void => {
  server.on('request', (request, response) => {
    answerRequest(settings, request, response).catch((error: unknown) => {
      const reason = error instanceof Error ? error.name : 'unknown';
      settings.log.error('request.failed', { reason });
      response.destroy();
    });
  });
};

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
