import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './folders.mjs';
import { runQuietly } from './run.mjs';

/** Whether a window can be shown. */
export const hasDisplay = (env = process.env, platform = process.platform) =>
  platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

const findElectron = (env) => {
  if (env.ELECTRON_EXEC_PATH) return env.ELECTRON_EXEC_PATH;
  const named = inRoot('node_modules/electron/path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8') : 'electron';
  return join(env.ELECTRON_OVERRIDE_DIST_PATH ?? inRoot('node_modules/electron/dist'), name);
};

/** Electron's executable where it is there; undefined otherwise. */
export const electronHere = (env = process.env) => {
  const path = findElectron(env);
  return existsSync(path) ? path : undefined;
};

/**
 * Electron's executable, downloaded by its own installer where it is not there yet; undefined when
 * it cannot be had (no network, a closed one).
 */
export const getElectron = async (env = process.env) => {
  const here = electronHere(env);
  if (here !== undefined) return here;
  console.log('Fetching Electron …');
  const installer = inRoot('node_modules/electron/install.js');
  const { code } = await runQuietly(process.execPath, [installer], { timeout: 300_000 });
  return code === 0 ? electronHere(env) : undefined;
};

const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files\\Chromium\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A Chromium for kiosk and tests; undefined when there is none. The browser host looks in the same places. */
export const findChromium = (env = process.env) =>
  (env.CHROMIUM_PATH ? [env.CHROMIUM_PATH] : CHROMIUM).find((path) => existsSync(path));
