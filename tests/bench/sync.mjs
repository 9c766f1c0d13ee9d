// Builds the sync bench and runs it: `node tests/bench/sync.mjs [--json] [--items=5000] [--runs=3] [--delays=0,50] [--rivals=…]`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runBench } from './run-bench.mjs';

if (!existsSync(join(import.meta.dirname, 'node_modules', 'express-pouchdb')))
  spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: import.meta.dirname, stdio: 'inherit' });

await runBench('sync', ['main', 'ours', 'portal-process', 'plain', 'plain-server']);
