import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findChromium } from './electron/hosts/browser/chromium-command.ts';
import { SCREEN_SIZES } from './tests/support/journeys/screen-sizes.ts';

/**
 * Chromium without what a headless page never shows: a fifth less to do. What the whole browser adds
 * is tried by tests/hosts/browser, which starts it as a kiosk does.
 */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';

const executablePath =
  process.env['CHROMIUM_PATH'] === undefined && existsSync(HEADLESS_SHELL)
    ? HEADLESS_SHELL
    : findChromium(process.env, process.platform, existsSync);

/** Flags that make Chromium behave the same on every machine; none takes protection away from the page. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // A page lives for seconds: compiling its functions once more, to be faster, takes longer than it saves.
  '--js-flags=--no-opt --no-maglev',
  // The screen is drawn as one piece instead of forty.
  '--default-tile-width=1920',
  '--default-tile-height=1920',
];

/** On the usual, upright screen; what depends on the room of a screen is looked at on all sizes. */
export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.journey.ts',
  globalSetup: fileURLToPath(new URL('tests/support/journeys/global-setup.ts', import.meta.url)),
  outputDir: 'test-results/journeys',
  // Each worker runs a browser, a kiosk and a portal, and waits for one of them a third of the time.
  workers: 3,
  fullyParallel: false,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    hasTouch: true,
    viewport: SCREEN_SIZES.portrait,
    // Nobody looks: a sixteenth of the points is drawn. What has its place and size has it in CSS pixels.
    deviceScaleFactor: 0.25,
    locale: 'az-AZ',
    timezoneId: 'Asia/Baku',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 30_000,
    // The test command records only what it tries again.
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: FLAGS,
    },
  },
});
