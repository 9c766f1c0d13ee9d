// Builds the store's bench and runs it: `node tests/bench/store.mjs [--json] [--sizes=0,1000,10000,100000]
// [--rivals=ours,sqlite,…] [--commits=400] [--only=commit,concurrent,start]`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const outDir = join(root, 'out', 'bench', 'store');

await build({
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: ['lowdb', 'steno', 'valibot'] },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: { ours: join(import.meta.dirname, 'store', 'ours.ts') },
      output: { entryFileNames: '[name].mjs' },
    },
  },
});
const program = join(import.meta.dirname, 'store', 'main.mjs');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
