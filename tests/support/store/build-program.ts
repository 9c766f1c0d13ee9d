import { join } from 'node:path';
import { build } from 'vite';

/** Bundles a TypeScript program so that plain Node runs it; answers the path of the result. */
export const buildProgram = async (entry: string, outFolder: string): Promise<string> => {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: outFolder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { input: { program: entry }, output: { entryFileNames: '[name].mjs' } },
    },
  });
  return join(outFolder, 'program.mjs');
};
