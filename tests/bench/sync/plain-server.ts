import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { answerCpu } from './cpu.mjs';

/** The least that a receiver can do: unpack, parse, keep in memory, name what it has. No signature, no seal, no disk. */
interface PlainItem {
  readonly id: string;
  readonly sealed: string;
}

const unzip = promisify(gunzip);
const kept = new Map<string, PlainItem>();

const take = async (chunks: readonly Buffer[]): Promise<string> => {
  const body = (await unzip(Buffer.concat(chunks))).toString('utf8');
  const { items } = JSON.parse(body) as { readonly items: readonly PlainItem[] };
  for (const item of items) kept.set(item.id, item);
  return JSON.stringify({ results: items.map(({ id }) => ({ id, status: 'accepted' })) });
};

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    void take(chunks).then((answer) => response.end(answer));
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
});
answerCpu();
process.on('disconnect', () => process.exit(0));
