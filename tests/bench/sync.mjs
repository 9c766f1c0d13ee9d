// Builds the sync bench and runs it: `node tests/bench/sync.mjs [--json] [--items=5000] [--runs=3] [--delays=0,50] [--rivals=…]`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const here = join(import.meta.dirname, 'sync');
const outDir = join(root, 'out', 'bench', 'sync');
const programs = ['main', 'ours', 'portal-process', 'plain', 'plain-server'];

if (!existsSync(join(import.meta.dirname, 'node_modules', 'express-pouchdb')))
  spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: import.meta.dirname, stdio: 'inherit' });

await build({
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: Object.fromEntries(programs.map((name) => [name, join(here, `${name}.ts`)])),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
const args = process.argv.slice(2);
const { status } = spawnSync(process.execPath, [join(outDir, 'main.js'), ...args], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
