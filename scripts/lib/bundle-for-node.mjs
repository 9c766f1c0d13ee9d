import { build } from 'vite';
import { ROOT } from './folders.mjs';

/** Bundles TypeScript programs for Node: `input` are their sources by name, `output` more of Rolldown's. */
export const bundleForNode = (outDir, input, output = {}) =>
  build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { input, output: { entryFileNames: '[name].js', ...output } },
    },
  });
