import { connect, type Socket } from 'node:net';
import { BrokenConnection } from './errands.ts';
import { takeMessage } from './http-frame.ts';

/** Where the portal is, e.g. "http://127.0.0.1:40123"; anything but loopback is refused. */
export const parseTarget = (url: string): { readonly host: string; readonly port: number } => {
  const { hostname, port, protocol } = new URL(url);
  if (protocol !== 'http:' || hostname !== '127.0.0.1' || port === '')
    throw new Error(`the fault proxy stays on this machine, not ${url}`);
  return { host: hostname, port: Number(port) };
};

/** The portal, and for how many milliseconds its answer is waited for. */
export interface Upstream {
  readonly target: string;
  readonly patience: number;
}

const open = ({ target, patience }: Upstream): Socket =>
  connect(parseTarget(target)).setTimeout(patience);

/** Sends a whole request on a connection of its own and answers the whole answer. */
export const forward = (upstream: Upstream, request: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const socket = open(upstream);
    let received: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const framed = takeMessage(received);
      if (framed === undefined) return;
      socket.destroy();
      resolve(framed.message);
    });
    socket.on('timeout', () => socket.destroy(new BrokenConnection('the portal did not answer')));
    socket.on('error', reject);
    socket.on('close', () => {
      reject(new BrokenConnection('the portal hung up'));
    });
    socket.write(request);
  });

/** Sends only these bytes and hangs up; resolves once the portal has noticed. Nothing is heard of an answer. */
export const forwardAndHangUp = (upstream: Upstream, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const socket = open(upstream);
    const done = (): void => {
      socket.destroy();
      resolve();
    };
    socket.on('error', done);
    socket.on('timeout', done);
    socket.on('close', done);
    socket.resume();
    socket.end(bytes);
  });
