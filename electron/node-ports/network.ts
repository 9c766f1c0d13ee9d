import http from 'node:http';
import https from 'node:https';
import { NetworkError } from '../core/ports.ts';
import type { Network, NetworkAnswer, NetworkRequest } from '../core/ports.ts';

/** Node's own HTTP client: certificates are checked, redirects are answers like any other. */
export const createNodeNetwork = (): Network => ({
  send: (request) =>
    new Promise((resolve, reject) => {
      const failed = (cause: unknown): void => {
        reject(new NetworkError('no whole answer', { cause }));
      };
      try {
        exchange(request, resolve, failed);
      } catch (cause) {
        failed(cause);
      }
    }),
});

const exchange = (
  request: NetworkRequest,
  resolve: (answer: NetworkAnswer) => void,
  failed: (cause: unknown) => void,
): void => {
  const url = new URL(request.url);
  const deadline = AbortSignal.timeout(request.timeout);
  const outgoing = clientFor(url).request(url, {
    method: request.method,
    headers: {
      ...request.headers,
      ...(request.body && { 'content-length': request.body.byteLength }),
    },
    // Without an agent there is no pool of connections, and no TLS session to take up again.
    ...(request.alone && { agent: false }),
    signal: request.signal ? AbortSignal.any([request.signal, deadline]) : deadline,
  });
  outgoing.on('error', failed);
  outgoing.on('response', (incoming) => {
    readWhole(incoming, request.maxAnswerBytes).then((body) => {
      resolve({ status: incoming.statusCode ?? 0, headers: plainHeaders(incoming.headers), body });
    }, failed);
  });
  outgoing.end(request.body);
};

const clientFor = (url: URL): typeof http | typeof https => {
  if (url.protocol === 'https:') return https;
  if (url.protocol === 'http:') return http;
  throw new TypeError(`no client for ${url.protocol}`);
};

/** Rejects when the answer is longer than agreed or was cut off. */
const readWhole = async (incoming: http.IncomingMessage, most: number): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > most) {
      incoming.destroy();
      throw new RangeError(`answer is longer than ${most} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const plainHeaders = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
