// Builds the search bench and runs it: `node tests/bench/search.mjs [--json] [--rounds=50]`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const outDir = join(root, 'out', 'bench', 'search');

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
      input: { main: join(import.meta.dirname, 'search', 'main.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
const { status } = spawnSync(
  process.execPath,
  [join(outDir, 'main.js'), ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, BENCH_ROOT: root } },
);
process.exitCode = status ?? 1;
