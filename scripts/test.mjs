#!/usr/bin/env node
// Gets what tests need and runs everything that needs no special hardware.
// The last line is "N passed, N failed", with ", N skipped" behind it where something was skipped.
import { ensureDependencies } from './lib/dependencies.mjs';
import { findChromium } from './lib/shells.mjs';
import { packageTest } from './lib/package-test.mjs';
import { ensureTestNeeds } from './lib/test-needs.mjs';
import { makeQuickFolder } from './lib/quick-folder.mjs';
import { build, check, count, journeys, sum, vitest } from './lib/test-steps.mjs';

/** Of the crash suite a part that takes half a minute; `npm run test:crash` runs all of it. */
const CRASH_SLICE = {
  STORE_KILLS: '15',
  STORE_POWER_CUTS: '6',
  STORE_RUNS: '500',
  STORE_BYTE_STEP: '7',
  CHAOS: 'short',
};

const started = Date.now();
await ensureDependencies();
const missing = await ensureTestNeeds();

const checks = async () => [
  await check('types of the contract', 'typescript/bin/tsc', ['-p', 'tsconfig.contract.json']),
  await check('types of screens and desk', 'vue-tsc/bin/vue-tsc.js', ['-p', 'tsconfig.web.json']),
  await check('types and lint of TypeScript', 'oxlint/bin/oxlint', []),
  await check('lint of Vue', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  await check('format', 'oxfmt/bin/oxfmt', ['--check']),
];

/** Everything. What is checked goes on beside the tests, and so does the package, which waits most of its minute. */
const runAll = async (temporary) => {
  const checked = checks();
  const built = await build();
  const counts = await Promise.all([vitest({ ...CRASH_SLICE, TMPDIR: temporary }), packageTest()]);
  const browser = findChromium() !== undefined;
  const walked = browser ? await journeys({ TMPDIR: temporary }) : count(0, 0, 1);
  return [built, ...counts, walked, ...(await checked)];
};

const counts = await runAll(makeQuickFolder());
for (const sentence of missing) console.log(`Note: ${sentence}.`);
console.log(`Took ${((Date.now() - started) / 1000).toFixed(0)} s.`);
const { passed, failed, skipped } = sum(counts);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
