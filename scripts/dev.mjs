#!/usr/bin/env node
// Everything with reload as you edit, in the browser host: screen and desk by Vite, host and portal
// built and started again. Data are in data/dev/, apart from those of "npm start".
import { join } from 'node:path';
import { createChildren, onEnd } from './lib/children.mjs';
import { createDemoStaff } from './lib/demo-staff.mjs';
import { folders, startPortal, startSignIn, writeKioskFile } from './lib/demonstration.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/folders.mjs';
import { isBuildOld } from './lib/freshness.mjs';
import { serveKiosk } from './lib/kiosk-shell.mjs';
import { createLineLog } from './lib/line-log.mjs';
import { run } from './lib/run.mjs';
import { sayWhoSignsIn } from './lib/say-who-signs-in.mjs';

await ensureDependencies();
// The host wants a built screen at its start; Vite's is shown in its place.
if (isBuildOld() && (await run(process.execPath, [inRoot('scripts/build.mjs')])) !== 0)
  process.exit(1);
const { buildAgain } = await import('./lib/dev-build.mjs');
const { serveDesk, serveScreen } = await import('./lib/dev-servers.mjs');

const at = folders(process.env.ASAN_DATA ?? inRoot('data/dev'));
const children = createChildren();
onEnd(() => children.stopAll());
const logOf = (name) => createLineLog(join(at.logs, `${name}.log`), name);
const KIOSK = ['--packs', inRoot('resources/packs'), '--renderer', inRoot('out/renderer')];

const signIn = await startSignIn(children, at, logOf('sign-in'));
const staff = createDemoStaff(at, inRoot('out/main/hash-pin.js'));
/** The ones that run now. */
const now = {};

const restartKiosk = async () => {
  await now.kiosk?.stop();
  const config = writeKioskFile(at, now.portal.enrolment, staff, signIn.identity);
  const main = [inRoot('out/dev/kiosk/main.js'), ...KIOSK];
  now.kiosk = await serveKiosk(children, config, at, logOf('kiosk'), main);
  console.log(`The kiosk's host runs (${new Date().toLocaleTimeString()}).`);
};
const restartPortal = async () => {
  await now.portal?.stop();
  const main = inRoot('out/dev/portal/main.js');
  now.portal = await startPortal(children, main, at, logOf('portal'), {
    PORTAL_PACKS: inRoot('resources/packs'),
    ...signIn.portalEnvironment,
  });
  console.log(`The portal runs (${new Date().toLocaleTimeString()}).`);
  if (now.kiosk !== undefined) await restartKiosk();
};

await buildAgain('portal', 'portal/main.ts', restartPortal);
await buildAgain('kiosk', 'electron/hosts/browser/main.ts', restartKiosk);
console.log(`Kiosk: ${await serveScreen(8470, () => now.kiosk.address)}`);
console.log(`Desk: ${await serveDesk(8471, () => now.portal.address)}`);
console.log(`Sign-in for citizens (in place of ASAN Login): ${signIn.issuer}`);
sayWhoSignsIn(now.portal.accounts, staff);
