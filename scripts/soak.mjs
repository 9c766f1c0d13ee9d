#!/usr/bin/env node
// Many sessions at one kiosk with faults injected: `npm run soak -- [--sessions 1000] [--minutes 120] [--json]`.
import { build } from 'vite';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot, ROOT } from './lib/folders.mjs';
import { isBuildOld } from './lib/freshness.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
if (isBuildOld() && (await run(process.execPath, [inRoot('scripts/build.mjs')])) !== 0)
  process.exit(1);
// Three folders below the repository, like the sources that look for it from there.
const outDir = inRoot('out/soak/bundle');
await build({
  configFile: false,
  root: ROOT,
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: { main: inRoot('tests/soak/main.ts') },
      output: { entryFileNames: '[name].js' },
    },
  },
});
process.exitCode = await run(process.execPath, [
  inRoot('out/soak/bundle/main.js'),
  ...process.argv.slice(2),
]);
