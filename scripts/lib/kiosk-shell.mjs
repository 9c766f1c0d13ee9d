import { inRoot } from './folders.mjs';
import { KIOSK_PORT } from './demonstration.mjs';
import { usualPort } from './network-ports.mjs';
import { findChromium, getElectron, hasDisplay } from './shells.mjs';

/** Milliseconds after which a window that is still there is taken for one that works. */
const SETTLED = 5_000;

const settles = (running) =>
  Promise.race([
    running.ended.then(() => false),
    new Promise((resolve) => setTimeout(() => resolve(true), SETTLED).unref()),
  ]);

const hostArguments = (config, at) => ['--config', config, '--data', at.kiosk];

/** In Electron; undefined where its binary cannot be had or no window comes. Electron has no sandbox for root. */
const openElectron = async (children, config, at, onLine) => {
  const electron = process.getuid?.() === 0 ? undefined : await getElectron();
  if (electron === undefined) return undefined;
  const running = children.start(electron, [inRoot(), ...hostArguments(config, at)], { onLine });
  return (await settles(running)) ? { ...running, shell: 'Electron' } : undefined;
};

const HOST = [inRoot('out/main/browser.js')];
const browserHost = (main, config, at, browser, port) => [
  ...main,
  ...hostArguments(config, at),
  ...['--browser', browser, '--port', String(port)],
];

/** In Chromium, in kiosk mode; undefined where there is none or it does not stay. */
const openChromium = async (children, config, at, onLine) => {
  if (findChromium() === undefined) return undefined;
  const args = browserHost(HOST, config, at, 'auto', await usualPort(KIOSK_PORT));
  const running = children.start(process.execPath, args, { onLine, ipc: true });
  return (await settles(running)) ? { ...running, shell: 'Chromium' } : undefined;
};

/** Without a window: answers the address that a person opens. */
export const serveKiosk = async (children, config, at, onLine, main = HOST) => {
  const args = browserHost(main, config, at, 'none', await usualPort(KIOSK_PORT));
  const pick = (line) => /^Kiosk: (http\S+)$/.exec(line)?.[1];
  const running = await children.startUntil(process.execPath, args, { onLine, pick, ipc: true });
  return { ...running, shell: 'address', address: running.found };
};

/** Opens the kiosk in the best way that this machine has. */
export const openKiosk = async (children, config, at, onLine) =>
  (hasDisplay() &&
    ((await openElectron(children, config, at, onLine)) ??
      (await openChromium(children, config, at, onLine)))) ||
  serveKiosk(children, config, at, onLine);
