#!/usr/bin/env node
// Makes the Debian package of the kiosk in the browser host: dist/asan-kiosk_<version>_all.deb.
// --version 0.2.0 names another version than package.json's, --out another folder.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeDeb } from './lib/deb.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/folders.mjs';
import { isBuildOld } from './lib/freshness.mjs';
import { isThere, run } from './lib/run.mjs';

const { values } = parseArgs({ options: { version: { type: 'string' }, out: { type: 'string' } } });
if (!isThere('dpkg-deb')) {
  console.error(
    'Not packaged: dpkg-deb is not on this machine (Debian and its relatives have it).',
  );
  process.exit(1);
}
await ensureDependencies();
if (isBuildOld() && (await run(process.execPath, [inRoot('scripts/build.mjs')])) !== 0)
  process.exit(1);
const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
console.log(await makeDeb(values.out ?? inRoot('dist'), values.version ?? version));
