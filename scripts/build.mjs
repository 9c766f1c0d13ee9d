#!/usr/bin/env node
// Builds everything that runs into out/: both hosts, preload and screen, the desk, the portal.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from './lib/folders.mjs';
import { STAMP } from './lib/freshness.mjs';
import { run } from './lib/run.mjs';

const steps = [
  ['kiosk', 'electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']],
  [
    'desk',
    'vite/bin/vite.js',
    ['build', '--config', 'portal/desk/vite.config.ts', '--logLevel', 'warn'],
  ],
  [
    'portal',
    'vite/bin/vite.js',
    ['build', '--config', 'portal/vite.config.ts', '--logLevel', 'warn'],
  ],
];

for (const [name, program, args] of steps) {
  const started = Date.now();
  const code = await run(process.execPath, [inRoot('node_modules', program), ...args]);
  if (code !== 0) {
    console.error(`The build of the ${name} failed.`);
    process.exit(code);
  }
  console.log(`Built the ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}
mkdirSync(dirname(inRoot(STAMP)), { recursive: true });
writeFileSync(inRoot(STAMP), `${new Date().toISOString()}\n`);
