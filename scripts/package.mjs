#!/usr/bin/env node
// Packages the kiosk as far as this machine can, and says what it cannot and why.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { electronKiosk, makeDeb, makeTarball } from './lib/deb.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/folders.mjs';
import { isThere, run, runQuietly } from './lib/run.mjs';
import { getElectron } from './lib/shells.mjs';

await ensureDependencies();
if ((await run(process.execPath, [inRoot('scripts/build.mjs')])) !== 0) process.exit(1);
const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const made = [];
const missed = [];
const attempt = async (what, why, work) => {
  try {
    const path = await work();
    if (path === undefined) missed.push(`${what}: ${why}`);
    else made.push(`${what}: ${path}`);
  } catch (error) {
    missed.push(`${what}: ${error.message.split('\n')[0]}`);
  }
};

await attempt('Debian package, browser host', 'dpkg-deb is not here', async () =>
  isThere('dpkg-deb') ? makeDeb(inRoot('dist'), version) : undefined,
);
await attempt('tar.gz, browser host', 'tar is not here', async () =>
  isThere('tar') ? makeTarball(inRoot('dist'), version) : undefined,
);

const electron = await getElectron();
const TARGETS = {
  linux: ['dir', 'AppImage'],
  win32: ['dir', 'nsis'],
  darwin: ['dir'],
};
/** electron-builder fetches a tool for each target; where it cannot, only that target is missed. */
const buildElectron = async (target) => {
  const { code, output } = await runQuietly(
    process.execPath,
    [
      inRoot('node_modules/electron-builder/cli.js'),
      process.platform === 'win32' ? '--win' : process.platform === 'darwin' ? '--mac' : '--linux',
      target,
      '--publish',
      'never',
      `-c.electronDist=${dirname(electron)}`,
    ],
    { timeout: 600_000 },
  );
  if (code === 0) return inRoot('dist');
  const fault = output.split('\n').find((line) => line.includes('⨯'));
  throw new Error(fault?.trim() ?? 'electron-builder failed');
};
for (const target of TARGETS[process.platform] ?? []) {
  const why =
    'no Electron here, and none could be fetched (ELECTRON_OVERRIDE_DIST_PATH may name a folder with one)';
  await attempt(`${target}, Electron host`, why, async () =>
    electron === undefined ? undefined : buildElectron(target),
  );
}
/** Around what `dir` has made, with the system's own tools: nothing has to be fetched for them. */
const unpacked = inRoot(`dist/linux${process.arch === 'x64' ? '' : `-${process.arch}`}-unpacked`);
if (process.platform === 'linux')
  for (const [what, tool, make] of [
    ['deb, Electron host', 'dpkg-deb', makeDeb],
    ['tar.gz, Electron host', 'tar', makeTarball],
  ])
    await attempt(what, `there is no unpacked Electron host, or ${tool} is not here`, async () =>
      electron !== undefined && existsSync(unpacked) && isThere(tool)
        ? make(inRoot('dist'), version, electronKiosk(unpacked))
        : undefined,
    );
if (process.platform !== 'win32') missed.push('nsis, Electron host: made on Windows only');

for (const line of made) console.log(`made    ${line}`);
for (const line of missed) console.log(`missed  ${line}`);
process.exitCode = made.length > 0 ? 0 : 1;
