import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

const { globalSetup: _portals, ...shared } = base;

/** The installed package; run by scripts/lib/package-test.mjs as root in a mount namespace of its own. */
export default defineConfig({
  ...shared,
  testDir: '.',
  testMatch: '*.package.ts',
  outputDir: '../../test-results/package',
  workers: 1,
  timeout: 300_000,
  projects: [{ name: 'package', use: { viewport: { width: 1080, height: 1920 } } }],
});
