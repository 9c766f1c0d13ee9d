import vue from '@vitejs/plugin-vue';
import { defineConfig, type TestUserConfig } from 'vitest/config';

const project = (name: string, include: string[], timeout = 20_000, more: TestUserConfig = {}) => ({
  extends: true as const,
  test: {
    name,
    include,
    environment: 'node',
    testTimeout: timeout,
    hookTimeout: timeout,
    // Modules keep no state that changes (CONTRIBUTING), so test files share them: a third less to do.
    isolate: false,
    ...more,
  },
});

/** What mounts Vue, one file after the other in one page. */
const SCREENS = ['tests/unit/renderer/**/*.test.ts', 'tests/unit/desk/**/*.test.ts'];

/** `CHAOS=short` leaves out what takes minutes: lives of portals, every byte, random faults, hundreds of voters. */
const CHAOS =
  process.env['CHAOS'] === 'short'
    ? ['each-fault', 'identity', 'other-forms', 'stick', 'wrong-clocks']
    : ['*'];

export default defineConfig({
  plugins: [vue()],
  test: {
    pool: 'forks',
    // PGlite's second compiler takes longer than it saves in the seconds that a test's database lives.
    execArgv: [
      '--liftoff-only',
      '--import=./tests/support/quick-scrypt.mjs',
      '--import=./tests/support/quick-rsa.mjs',
    ],
    // Left alone it keeps one core free, which on two cores is half of the machine.
    maxWorkers: '100%',
    projects: [
      project('unit', ['tests/unit/**/*.test.ts'], undefined, { exclude: SCREENS }),
      project('screens', SCREENS, undefined, {
        setupFiles: ['tests/support/renderer/clean-page.ts'],
      }),
      project('contract', ['tests/contract/**/*.test.ts']),
      project('hosts', ['tests/hosts/**/*.test.ts'], 60_000),
      project('attacks', ['tests/attacks/**/*.test.ts'], 60_000),
      project('crash', ['tests/crash/**/*.test.ts'], 600_000),
      project(
        'chaos',
        CHAOS.map((name) => `tests/chaos/${name}.test.ts`),
        600_000,
      ),
    ],
  },
});
