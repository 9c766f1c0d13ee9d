#!/usr/bin/env node
// The whole product with demonstration content: installs and builds what is missing, starts the
// portal, enrols a kiosk with it and opens the kiosk. Everything is kept in data/.
import { join } from 'node:path';
import { createChildren, onEnd } from './lib/children.mjs';
import { createDemoStaff } from './lib/demo-staff.mjs';
import { folders, startPortal, startSignIn, writeKioskFile } from './lib/demonstration.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/folders.mjs';
import { isBuildOld } from './lib/freshness.mjs';
import { openKiosk } from './lib/kiosk-shell.mjs';
import { createLineLog } from './lib/line-log.mjs';
import { run } from './lib/run.mjs';
import { sayWhoSignsIn } from './lib/say-who-signs-in.mjs';

await ensureDependencies();
if (isBuildOld() && (await run(process.execPath, [inRoot('scripts/build.mjs')])) !== 0)
  process.exit(1);

const at = folders(process.env.ASAN_DATA);
const children = createChildren();
let ending = false;
onEnd(async () => {
  ending = true;
  console.log('Stopping …');
  await children.stopAll();
});

const open = async () => {
  const logPortal = createLineLog(join(at.logs, 'portal.log'), 'portal');
  const logSignIn = createLineLog(join(at.logs, 'sign-in.log'), 'sign-in');
  const signIn = await startSignIn(children, at, logSignIn);
  const main = inRoot('out/portal/main.js');
  const portal = await startPortal(children, main, at, logPortal, signIn.portalEnvironment);
  const staff = createDemoStaff(at, inRoot('out/main/hash-pin.js'));
  const config = writeKioskFile(at, portal.enrolment, staff, signIn.identity);
  const logKiosk = createLineLog(join(at.logs, 'kiosk.log'), 'kiosk');
  const kiosk = await openKiosk(children, config, at, logKiosk);
  if (kiosk.address === undefined) console.log(`The kiosk is open in ${kiosk.shell}.`);
  else console.log(`Kiosk: ${kiosk.address}`);
  console.log(`Desk: ${portal.desk}`);
  console.log(`Sign-in for citizens (in place of ASAN Login): ${signIn.issuer}`);
  sayWhoSignsIn(portal.accounts, staff);
  console.log(`All data are in ${at.data}. Ctrl+C stops everything.`);
  return Promise.race([
    portal.ended.then((code) => `The portal ended with code ${code}`),
    kiosk.ended.then((code) => `The kiosk ended with code ${code}`),
  ]);
};

const why = await open().catch((error) => `It could not be started: ${error.message}`);
if (!ending) {
  console.error(`${why}. Logs are in ${at.logs}.`);
  await children.stopAll();
  process.exit(1);
}
