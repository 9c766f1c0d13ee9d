import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleForNode } from '../../scripts/lib/bundle-for-node.mjs';
import { ROOT } from '../../scripts/lib/folders.mjs';

/**
 * Builds programs of a bench for Node from `tests/bench/NAME/*.ts` and runs the one called "main"
 * with this process's arguments; its exit code becomes ours.
 */
export const runBench = async (name, programs = ['main']) => {
  const outDir = join(ROOT, 'out', 'bench', name);
  const input = programs.map((one) => [one, join(import.meta.dirname, name, `${one}.ts`)]);
  await bundleForNode(outDir, Object.fromEntries(input), {
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
  const { status } = spawnSync(
    process.execPath,
    [join(outDir, 'main.js'), ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, BENCH_ROOT: ROOT } },
  );
  process.exitCode = status ?? 1;
};
