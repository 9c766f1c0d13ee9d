import { build } from 'vite';
import { inRoot } from './folders.mjs';

/**
 * Builds a Node program into out/dev/<name>/main.js and again whenever one of its files changes.
 * `built` runs after each build that worked; the promise resolves after the first one.
 */
export const buildAgain = async (name, entry, built) => {
  const watcher = await build({
    root: inRoot(),
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: entry,
      outDir: inRoot('out/dev', name),
      emptyOutDir: true,
      target: 'node20',
      watch: {},
      rolldownOptions: { output: { entryFileNames: 'main.js' } },
    },
  });
  return new Promise((resolve) => {
    watcher.on('event', async (event) => {
      if (event.code === 'ERROR') console.error(`[${name}] ${event.error.message}`);
      if (event.code !== 'BUNDLE_END') return;
      await event.result.close();
      await built();
      resolve(watcher);
    });
  });
};
