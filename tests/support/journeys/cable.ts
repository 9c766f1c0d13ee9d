import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** The network cable between a kiosk and its portal. */
export interface Cable {
  /** Address of the near end: what the kiosk takes for the portal. */
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Whole again, in both directions. */
  mend(): void;
  /** Requests arrive and are carried out; not a byte of the answers comes back. */
  loseAnswers(): void;
  /** When the next request has passed with its body. */
  nextRequest(): Promise<void>;
  /** Where the far end is; another one after the portal was started again. */
  plugInto(url: string): void;
  close(): Promise<void>;
}

type State = 'whole' | 'cut' | 'answers-lost';

/** Bytes of a request that are more than headers and a pull: an application is on its way. */
const MORE_THAN_A_PULL = 1_500;

export const layCable = async (portalUrl: string): Promise<Cable> => {
  const open = new Set<Socket>();
  let target = new URL(portalUrl);
  let state: State = 'whole';
  const waiting: (() => void)[] = [];

  const hang = (near: Socket, far: Socket): void => {
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  };
  const change = (next: State): void => {
    state = next;
    // Connections of before would know nothing of it.
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    hang(near, far);
    near.on('data', (chunk: Buffer) => {
      far.write(chunk);
      if (chunk.byteLength > MORE_THAN_A_PULL) for (const tell of waiting.splice(0)) tell();
    });
    far.on('data', (chunk: Buffer) => {
      if (state === 'whole') near.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      change('cut');
    },
    mend: () => {
      change('whole');
    },
    loseAnswers: () => {
      change('answers-lost');
    },
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    plugInto: (url) => {
      target = new URL(url);
    },
    close: () =>
      new Promise((resolve) => {
        change('cut');
        server.close(() => {
          resolve();
        });
      }),
  };
};
