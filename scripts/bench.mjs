#!/usr/bin/env node
// Measures beside rivals: `npm run bench` for everything, `npm run bench -- store --json` for one part.
// `--json` prints one JSON line a measurement; `--install` installs the rivals first (tests/bench/package.json).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot } from './lib/folders.mjs';
import { run } from './lib/run.mjs';

const PARTS = ['store', 'sync', 'voting', 'search'];
const args = process.argv.slice(2);
const named = args.filter((arg) => PARTS.includes(arg));
const options = args.filter((arg) => !PARTS.includes(arg) && arg !== '--install');
const folder = inRoot('tests/bench');

if (args.includes('--install')) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  spawnSync(npm, ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' });
  // The one rival without ready-made binaries in its package: compiled here.
  const gyp = inRoot('node_modules/node-gyp/bin/node-gyp.js');
  const sqlite = inRoot('tests/bench/node_modules/better-sqlite3');
  spawnSync(process.execPath, [gyp, 'rebuild', '--release'], { cwd: sqlite, stdio: 'inherit' });
}

let failed = 0;
for (const part of named.length > 0 ? named : PARTS) {
  const program = inRoot(`tests/bench/${part}.mjs`);
  if (existsSync(program)) failed += await run(process.execPath, [program, ...options]);
}
process.exitCode = failed === 0 ? 0 : 1;
