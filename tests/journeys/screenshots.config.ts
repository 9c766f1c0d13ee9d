import { defineConfig } from '@playwright/test';
import shared from '../../playwright.config.ts';
import { SCREEN_SIZES } from '../support/journeys/screen-sizes.ts';

/** Not tests: pictures of every screen, for people to look at. */
export default defineConfig({
  ...shared,
  testDir: import.meta.dirname,
  testMatch: '**/*.pictures.ts',
  outputDir: '../../test-results/screenshots',
  timeout: 600_000,
  use: { ...shared.use, deviceScaleFactor: 1 },
  projects: Object.entries(SCREEN_SIZES).map(([name, viewport]) => ({ name, use: { viewport } })),
});
