import { join } from 'node:path';
import { defineConfig } from 'vite';

/** The portal as one file for Node; its libraries come from node_modules. */
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  // The screen's static files are none of the portal's.
  publicDir: false,
  build: {
    ssr: 'portal/main.ts',
    outDir: 'out/portal',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      output: { entryFileNames: 'main.js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
