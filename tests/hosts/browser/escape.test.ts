import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumArguments,
  findChromium,
} from '../../../electron/hosts/browser/chromium-command.ts';
import {
  displayFault,
  openKioskDisplay,
  type KioskDisplay,
} from '../../support/hosts/kiosk-display.ts';
import { buildProgram } from '../../support/store/build-program.ts';

const ROOT = join(import.meta.dirname, '../../..');
const chromium = findChromium(process.env, process.platform, existsSync);
const fault = chromium === undefined ? 'no Chromium here' : displayFault();

/** What the page says of itself twice in a second. */
interface Look {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  readonly address: string;
  readonly hidden: boolean;
  readonly life: string;
}

const PAGE = (
  guarded: boolean,
): string => `<!doctype html><meta charset="utf-8"><title>Kiosk</title>
<h1>Kiosk</h1><input autofocus>
<script type="module">
import { refusePageKeys } from '/keys.js';
if (${String(guarded)}) refusePageKeys(window);
const life = String(Math.random());
addEventListener('keydown', () => {}, true);
setInterval(() => fetch('/look', { method: 'POST', body: JSON.stringify({
  width: innerWidth, height: innerHeight, zoom: devicePixelRatio, address: location.pathname,
  hidden: document.hidden, life,
}) }), 100);
</script>`;

/** A kiosk's browser on a screen of its own, with a page that has the kiosk's keys or, as a control, has not. */
const openKiosk = async (guarded: boolean) => {
  const folder = await mkdtemp(join(tmpdir(), 'escape-'));
  const keys = await readFile(await buildProgram(join(ROOT, 'renderer/src/page-keys.ts'), folder));
  const looks: Look[] = [];
  const server: Server = createServer((request, response) => {
    if (request.url === '/keys.js') {
      response.setHeader('content-type', 'text/javascript').end(keys);
    } else if (request.url === '/look') {
      request.on('data', (data: Buffer) => looks.push(JSON.parse(data.toString()) as Look));
      request.on('end', () => response.end());
    } else response.setHeader('content-type', 'text/html').end(PAGE(guarded));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const display: KioskDisplay = await openKioskDisplay(join(ROOT, 'scripts/deb/openbox.xml'));
  const profile = join(folder, 'profile');
  const address = `http://127.0.0.1:${port}/`;
  const root = process.getuid?.() === 0;
  const browser: ChildProcess = spawn(
    chromium ?? '',
    chromiumArguments({ address, profile, root }),
    { env: { ...process.env, DISPLAY: display.name }, stdio: 'ignore', detached: true },
  );
  const nextLook = async (): Promise<Look | undefined> => {
    const before = looks.length;
    for (let tries = 0; tries < 200; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      // The first may have been under way when the key was pressed.
      if (looks.length > before + 1) return looks.at(-1);
    }
    return undefined;
  };
  for (let tries = 0; tries < 20 && looks.length < 5; tries += 1) await nextLook();
  return {
    display,
    nextLook,
    isRunning: () => browser.exitCode === null && browser.signalCode === null,
    close: async () => {
      if (browser.pid !== undefined && browser.exitCode === null) {
        const ended = once(browser, 'exit');
        process.kill(-browser.pid, 'SIGKILL');
        await ended;
      }
      await display.close();
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
type Kiosk = Awaited<ReturnType<typeof openKiosk>>;

/** Everything that can be seen of where somebody is. */
const standingOf = async ({ display, nextLook, isRunning }: Kiosk) => ({
  running: isRunning(),
  windows: (await display.windows()).length,
  page: await nextLook(),
});

const KEYS = [
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'shift+Escape', 'Menu', 'shift+F10'],
  ...[
    'n',
    't',
    'w',
    'p',
    'o',
    's',
    'u',
    'r',
    'l',
    'j',
    'h',
    'f',
    'd',
    'plus',
    'minus',
    'F4',
    'Tab',
  ].map((key) => `ctrl+${key}`),
  ...['i', 'j', 'c', 'n', 't', 'w', 'p', 's', 'o', 'q', 'r', 'Delete', 'b', 'm', 'a'].map(
    (key) => `ctrl+shift+${key}`,
  ),
  ...['F4', 'Left', 'Home', 'f', 'e', 'd', 'space', 'Tab', 'Escape'].map((key) => `alt+${key}`),
  ...['ctrl+alt+t', 'ctrl+alt+Delete', 'super', 'super+d', 'Print', 'XF86Back', 'XF86HomePage'],
] as const;

describe.skipIf(fault !== undefined)(
  `keys in the kiosk's browser${fault ? ` (skipped: ${fault})` : ''}`,
  () => {
    let kiosk: Kiosk;
    beforeAll(async () => {
      kiosk = await openKiosk(true);
    }, 60_000);
    afterAll(() => kiosk.close());

    it('lead nowhere: one window, the same page, full screen, not enlarged', async () => {
      const before = await standingOf(kiosk);
      expect(before).toMatchObject({
        running: true,
        windows: 1,
        page: { width: 1080, height: 1920 },
      });
      const escapes: string[] = [];
      for (const keys of KEYS) {
        await kiosk.display.press(keys);
        const after = await standingOf(kiosk);
        if (JSON.stringify(after) !== JSON.stringify(before)) {
          escapes.push(`${keys}: ${JSON.stringify(after)}`);
          break;
        }
      }
      expect(escapes).toEqual([]);
    }, 240_000);

    it('would lead somewhere without the page’s refusal', async () => {
      const open = await openKiosk(false);
      const before = await standingOf(open);
      await open.display.press('ctrl+n');
      await expect
        .poll(() => standingOf(open), { timeout: 30_000, interval: 500 })
        .not.toEqual(before);
      await open.close();
    }, 120_000);
  },
);
