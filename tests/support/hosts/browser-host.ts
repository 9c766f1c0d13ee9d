import type { Core } from '../../../electron/core/core.ts';
import { startKioskServer } from '../../../electron/hosts/browser/server.ts';
import type { KioskServer } from '../../../electron/hosts/browser/server.ts';
import type { RendererFiles } from '../../../electron/hosts/renderer-files.ts';
import { createNodeClock } from '../../../electron/node-ports/clock.ts';
import { createLog } from '../../../electron/node-ports/log.ts';
import { createNodeRandom } from '../../../electron/node-ports/random.ts';
import { sendRaw } from './raw-http.ts';
import type { RawAnswer } from './raw-http.ts';

export const PAGE_FILES: RendererFiles = new Map([
  ['/', { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html><p>kiosk') }],
  ['/assets/index-x1.js', { type: 'text/javascript; charset=utf-8', body: Buffer.from('1') }],
]);

export interface TestHost extends KioskServer {
  readonly logged: string[];
}

export const startTestHost = async (
  core: Core,
  more: { tokensStayGood?: boolean } = {},
): Promise<TestHost> => {
  const logged: string[] = [];
  const server = await startKioskServer({
    core,
    files: PAGE_FILES,
    clock: createNodeClock(),
    random: createNodeRandom(),
    log: createLog(
      (line) => logged.push(line),
      () => 0,
    ),
    tokensStayGood: more.tokensStayGood ?? false,
    port: 0,
  });
  return { ...server, logged };
};

/** Uses a launch address like a browser that a person starts; answers the cookie, "" when it was refused. */
export const launch = async (address: string): Promise<string> => {
  const url = new URL(address);
  const answer = await sendRaw(url.origin, { path: url.pathname });
  return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
};

/** `POST /call` as our own page sends it; `headers` replaces what a test wants otherwise. */
export const postCall = (
  host: Pick<KioskServer, 'origin'>,
  cookie: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> =>
  sendRaw(host.origin, {
    method: 'POST',
    path: '/call',
    headers: {
      cookie,
      origin: host.origin,
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    body,
  });
