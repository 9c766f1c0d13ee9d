import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOSE_MEDIA_TYPE, LIMITS, ROUTES } from '../../contract/sync-protocol.ts';
import { DEFAULT_CONNECTION_LIMITS } from '../../portal/routes/connection-limits.ts';
import { enrolKiosk } from '../support/portal/kiosk-double.ts';
import { createContent, createItem } from '../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

/** Much shorter than the real ones. */
const SHORT = { request: 3_000, headers: 400, silence: 1_000, checkEvery: 50, connections: 5 };
/** Between two pieces of what is sent slowly. */
const PAUSE = 150;

describe('a connection that is slow', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startTestPortal({ withPeople: false, connections: SHORT });
  }, 60_000);
  afterAll(() => portal.dispose());

  const open = async (): Promise<{ socket: Socket; heard: () => string; ended: Promise<void> }> => {
    const { hostname, port } = new URL(portal.url);
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (part) => {
      text += part.toString('latin1');
    });
    socket.on('error', () => undefined); // a closed connection is what is expected
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    await new Promise((resolve) => socket.once('connect', resolve));
    return { socket, heard: () => text, ended };
  };
  /** Sends piece by piece until all is sent or the connection is closed. */
  const trickle = async (socket: Socket, pieces: readonly string[]): Promise<void> => {
    for (const piece of pieces) {
      if (socket.destroyed) return;
      socket.write(piece);
      await sleep(PAUSE);
    }
  };
  const headersFor = (body: { readonly length: number }): string =>
    [
      `POST ${ROUTES.batches} HTTP/1.1`,
      'Host: portal',
      `Content-Type: ${JOSE_MEDIA_TYPE}`,
      `Content-Length: ${body.length}`,
      'Connection: close',
      '\r\n',
    ].join('\r\n');
  const inPieces = (text: string, count: number): string[] => {
    const size = Math.ceil(text.length / count);
    return Array.from({ length: count }, (_, at) => text.slice(at * size, (at + 1) * size));
  };

  it('may bring a batch for much longer than its headers may take', async () => {
    const kiosk = await enrolKiosk(portal, portal.enrolmentCode);
    const jws = await kiosk.signBatch([await createItem(createContent(), kiosk.facts.sealingKey)]);
    const { socket, heard, ended } = await open();
    socket.write(headersFor(jws));
    await trickle(socket, inPieces(jws, 10));
    await ended;
    expect(heard()).toMatch(/^HTTP\/1\.1 200/);
  });

  it('is closed when its headers do not come to an end', async () => {
    const { socket, heard, ended } = await open();
    await trickle(socket, ['GET / HTTP/1.1\r\n', ...Array<string>(40).fill('X-More: 1\r\n')]);
    await ended;
    expect(heard()).not.toMatch(/^HTTP\/1\.1 200/);
  }, 5_000);

  it('is closed when nothing comes any more', async () => {
    const { socket, ended } = await open();
    socket.write(headersFor({ length: 1_000 }));
    const began = performance.now();
    await ended;
    expect(performance.now() - began).toBeLessThan(SHORT.request);
  }, 5_000);

  it('is closed when its body takes longer than any honest one', async () => {
    const { socket, ended } = await open();
    socket.write(headersFor({ length: 1_000_000 }));
    await trickle(socket, Array<string>(40).fill('A'));
    await ended;
  }, 8_000);

  it('is one of so many at most', async () => {
    const opened = [];
    for (let count = 0; count < SHORT.connections + 1; count += 1) opened.push(await open());
    const last = opened.at(-1)!;
    await last.ended;
    const alive = opened.filter(({ socket }) => !socket.destroyed);
    expect(alive.length).toBeGreaterThan(0);
    expect(alive.length).toBeLessThanOrEqual(SHORT.connections);
    for (const { socket } of opened) socket.destroy();
  });
});

it('the largest batch has time on a line of 64 kbit/s, and headers have not', () => {
  const { request, headers } = DEFAULT_CONNECTION_LIMITS;
  const bits = 8 * Math.ceil((LIMITS.batchBytes * 4) / 3); // a compact JWS, in base64url
  expect(request).toBeGreaterThan((1_000 * bits) / 64_000);
  expect(headers).toBeLessThanOrEqual(30_000);
});
