#!/usr/bin/env node
// Pictures of every screen in the three sizes, of the desk, in screenshots/.
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/folders.mjs';
import { isBuildOld } from './lib/freshness.mjs';
import { run } from './lib/run.mjs';
import { ensureTestNeeds } from './lib/test-needs.mjs';

await ensureDependencies();
await ensureTestNeeds();
if (isBuildOld() && (await run(process.execPath, [inRoot('scripts/build.mjs')])) !== 0)
  process.exit(1);
const playwright = inRoot('node_modules/@playwright/test/cli.js');
const config = 'tests/journeys/screenshots.config.ts';
const code = await run(process.execPath, [
  playwright,
  'test',
  '--config',
  config,
  ...process.argv.slice(2),
]);
if (code === 0) console.log('Pictures are in screenshots/.');
process.exitCode = code;
