import http from 'node:http';
import https from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { NetworkError } from '../core/ports.ts';
import type { Network, NetworkAnswer, NetworkRequest, ProxyChoice } from '../core/ports.ts';
import { createDeadline } from './deadline.ts';

/**
 * Node's own HTTP client: certificates are checked, redirects are answers like any other. With a
 * proxy, requests go through a tunnel (RFC 9110, 9.3.6): it sees the portal's name and nothing else.
 */
export const createNodeNetwork = (proxy?: ProxyChoice): Network => {
  const shared = proxy && tunnelThrough(proxy, true);
  const agentFor = (url: URL, alone: boolean): http.Agent | false | undefined => {
    // This very machine is never behind a proxy.
    if (proxy === undefined || LOOPBACK.has(url.hostname)) return alone ? false : undefined;
    return alone ? tunnelThrough(proxy, false) : shared;
  };
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const failed = (cause: unknown): void => {
          reject(new NetworkError('no whole answer', { cause }));
        };
        try {
          const url = new URL(request.url);
          exchange(request, url, agentFor(url, request.alone === true), resolve, failed);
        } catch (cause) {
          failed(cause);
        }
      }),
  };
};

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

const tunnelThrough = (
  { url, user, password }: ProxyChoice,
  keepAlive: boolean,
): HttpsProxyAgent<string> => {
  const headers: Record<string, string> = {};
  if (user !== undefined) {
    const credentials = Buffer.from(`${user}:${password ?? ''}`).toString('base64');
    headers['proxy-authorization'] = `Basic ${credentials}`;
  }
  return new HttpsProxyAgent(url, { headers, keepAlive });
};

const exchange = (
  request: NetworkRequest,
  url: URL,
  agent: http.Agent | false | undefined,
  resolve: (answer: NetworkAnswer) => void,
  failed: (cause: unknown) => void,
): void => {
  const deadline = createDeadline(request);
  const outgoing = clientFor(url).request(url, {
    method: request.method,
    headers: {
      ...request.headers,
      ...(request.body && { 'content-length': request.body.byteLength }),
    },
    // Without an agent, or with one of its own, there is no pool of connections, and no TLS session to take up again.
    ...(agent !== undefined && { agent }),
    signal: deadline.signal,
  });
  outgoing.on('close', deadline.clear);
  outgoing.on('error', failed);
  // What a proxy says in place of a tunnel is no answer of the portal's, whatever it looks like.
  outgoing.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
    if (statusCode !== 200) outgoing.destroy(new Error(`the proxy answers ${statusCode}`));
  });
  outgoing.on('response', (incoming) => {
    readWhole(incoming, request.maxAnswerBytes, deadline.came).then((body) => {
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
const readWhole = async (
  incoming: http.IncomingMessage,
  most: number,
  came: (bytes: number) => void,
): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    came(chunk.byteLength);
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
