import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** The network cable between a kiosk and its portal. */
export interface Cable {
  /** Address of the near end: what the kiosk takes for the portal. */
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  mend(): void;
  /** Where the far end is; another one after the portal was started again. */
  plugInto(url: string): void;
  /** Cuts by itself the moment so many bytes of an answer have passed. Answers when it happened. */
  cutAfterAnswerBytes(bytes: number): Promise<void>;
  close(): Promise<void>;
}

export const layCable = async (portalUrl: string): Promise<Cable> => {
  const open = new Set<Socket>();
  let target = new URL(portalUrl);
  let whole = true;
  let fuse: { left: number; blown: () => void } | undefined;

  const cut = (): void => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  const pass = (bytes: number): void => {
    if (fuse === undefined) return;
    fuse.left -= bytes;
    if (fuse.left > 0) return;
    const { blown } = fuse;
    fuse = undefined;
    cut();
    blown();
  };
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
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
    near.pipe(far);
    far.on('data', (chunk: Buffer) => {
      pass(chunk.byteLength);
      if (whole) near.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      whole = true;
    },
    plugInto: (url) => {
      target = new URL(url);
    },
    cutAfterAnswerBytes: (bytes) =>
      new Promise((resolve) => {
        fuse = { left: bytes, blown: resolve };
      }),
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => {
          resolve();
        });
      }),
  };
};
