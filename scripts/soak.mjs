#!/usr/bin/env node
// Many sessions at one kiosk with faults injected: `npm run soak -- [--sessions 1000] [--minutes 120] [--json]`.
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/folders.mjs';
import { isBuildOld } from './lib/freshness.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
if (isBuildOld() && (await run(process.execPath, [inRoot('scripts/build.mjs')])) !== 0)
  process.exit(1);
// Three folders below the repository, like the sources that look for it from there.
const outDir = inRoot('out/soak/bundle');
// It needs the dependencies.
const { bundleForNode } = await import('./lib/bundle-for-node.mjs');
await bundleForNode(outDir, { main: inRoot('tests/soak/main.ts') });
process.exitCode = await run(process.execPath, [
  inRoot('out/soak/bundle/main.js'),
  ...process.argv.slice(2),
]);
