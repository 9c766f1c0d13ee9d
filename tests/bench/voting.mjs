// Builds the voting bench and runs it: `node tests/bench/voting.mjs [--json] [--rounds=200] [--votes=2000]`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const outDir = join(root, 'out', 'bench', 'voting');

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
      input: { main: join(import.meta.dirname, 'voting', 'main.ts') },
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
