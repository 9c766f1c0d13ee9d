#!/usr/bin/env node
// Packages the kiosk for this system as far as this machine can, and says what it cannot.
import { dirname } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/folders.mjs';
import { run } from './lib/run.mjs';
import { getElectron } from './lib/shells.mjs';

await ensureDependencies();
if ((await run(process.execPath, [inRoot('scripts/build.mjs')])) !== 0) process.exit(1);
const electron = await getElectron();
if (electron === undefined) {
  console.error(
    'Not packaged: there is no Electron here and none could be fetched. Put an Electron of the version in\n' +
      'package.json into a folder and name it: ELECTRON_OVERRIDE_DIST_PATH=<folder> npm run package',
  );
  process.exit(1);
}
const builder = inRoot('node_modules/electron-builder/cli.js');
const distribution = `-c.electronDist=${dirname(electron)}`;
const code = await run(process.execPath, [builder, '--dir', '--publish', 'never', distribution]);
if (code === 0)
  console.log('The packaged kiosk is in dist/. Installers (deb, exe) are not made yet.');
process.exitCode = code;
