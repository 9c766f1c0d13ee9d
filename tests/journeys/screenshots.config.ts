import { defineConfig } from '@playwright/test';
import shared from '../../playwright.config.ts';

/** Not tests: pictures of every screen, for people to look at. */
export default defineConfig({
  ...shared,
  testDir: import.meta.dirname,
  testMatch: '**/*.pictures.ts',
  outputDir: '../../test-results/screenshots',
  timeout: 600_000,
  projects: [
    { name: 'portrait', use: { viewport: { width: 1080, height: 1920 } } },
    { name: 'landscape', use: { viewport: { width: 1920, height: 1080 } } },
    { name: 'small', use: { viewport: { width: 1024, height: 768 } } },
  ],
});
