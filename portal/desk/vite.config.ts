import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/**
 * The officials' desk, served by the portal under /desk/ with a policy that allows nothing inline:
 * every asset is a file of its own, and no polyfill is injected into the page.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/desk/',
  plugins: [vue()],
  build: {
    outDir: '../../out/desk',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
