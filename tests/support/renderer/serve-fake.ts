import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { FakeKiosk } from './fake-kiosk.ts';

/** Serves a built renderer under the strict policy of the real hosts, over a fake kiosk. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'";
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const answerCall = async (
  kiosk: FakeKiosk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { method, input } = JSON.parse(await readBody(request)) as {
    method: string;
    input: unknown;
  };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(await kiosk.call(method, input)));
};

const answerEvents = async (kiosk: FakeKiosk, response: ServerResponse): Promise<void> => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(':\n\n');
  const cancel = kiosk.subscribe((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
  await once(response, 'close');
  cancel();
};

const answerFile = async (folder: string, url: string, response: ServerResponse): Promise<void> => {
  const path = normalize(url === '/' ? '/index.html' : url);
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
  response.end(await readFile(join(folder, path)));
};

/** Answers the address and a function that closes the server. */
export const serveFake = async (
  folder: string,
  kiosk: FakeKiosk,
): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const answered =
      url === '/call'
        ? answerCall(kiosk, request, response)
        : url === '/events'
          ? answerEvents(kiosk, response)
          : answerFile(folder, url, response);
    answered.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
