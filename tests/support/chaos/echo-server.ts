import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands in for the portal where only the network itself is looked at. */
export interface EchoServer {
  readonly url: string;
  /** Bodies of the whole requests, in the order in which they came. */
  readonly heard: readonly string[];
  /** Requests that began and were not finished. */
  readonly broken: number;
  stop(): Promise<void>;
}

/** Answers "heard N: BODY" where N counts from 1. */
export const startEchoServer = async (): Promise<EchoServer> => {
  const heard: string[] = [];
  let broken = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => (broken += 1));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      heard.push(body);
      const text = `heard ${heard.length}: ${body}`;
      response.writeHead(200, { 'content-length': Buffer.byteLength(text) }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    get broken() {
      return broken;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
