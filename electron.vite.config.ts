import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

/**
 * Three builds in one: hosts and the command for PINs (main), the sandboxed preload (one CommonJS
 * file) and the screen.
 * The hosts' own libraries are bundled, so a packaged kiosk carries no node_modules.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: { exclude: ['jose', 'valibot', 'pdfkit'] },
      rolldownOptions: {
        input: {
          electron: resolve('electron/hosts/electron/main.ts'),
          browser: resolve('electron/hosts/browser/main.ts'),
          bundle: resolve('electron/hosts/bundle/main.ts'),
          'check-config': resolve('electron/hosts/check-config/main.ts'),
          'hash-pin': resolve('electron/hosts/hash-pin/main.ts'),
          'self-check': resolve('electron/hosts/self-check/main.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      lib: { entry: 'electron/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [vue()],
    // Parts of the libraries that this screen never uses.
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
    },
    build: {
      outDir: 'out/renderer',
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: resolve('renderer/index.html') },
    },
  },
});
