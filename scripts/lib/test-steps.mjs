import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inRoot } from './folders.mjs';
import { run, runQuietly } from './run.mjs';

/** Counts of one step: `{ passed, failed, skipped }`. */
export const count = (passed, failed, skipped = 0) => ({ passed, failed, skipped });

export const sum = (counts) =>
  counts.reduce(
    (total, one) =>
      count(total.passed + one.passed, total.failed + one.failed, total.skipped + one.skipped),
    count(0, 0),
  );

/** A program that is right or wrong as a whole; its words are shown only when it is wrong. */
const runWhole = async (name, script, args, options) => {
  const started = Date.now();
  const { code, output } = await runQuietly(process.execPath, [script, ...args], options);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output);
  return code === 0 ? count(1, 0) : count(0, 1);
};

/** Tests, which watch the clock, go before it. */
export const check = (name, program, args) =>
  runWhole(name, inRoot('node_modules', program), args, { behind: true });

export const build = () => runWhole('build', inRoot('scripts/build.mjs'), []);

/**
 * A second try tells a machine that stalled from a fault; what needed one is told by name. What a
 * browser does is recorded at that try only: recording takes three tenths of all processor time.
 */
const SECOND_TRY = {
  vitest: ['--retry=1'],
  playwright: ['--retries=1', '--trace=on-first-retry', '--forbid-only'],
};

const report = (name) => {
  mkdirSync(inRoot('test-results'), { recursive: true });
  const path = inRoot('test-results', name);
  rmSync(path, { force: true });
  return path;
};

/** A step without a readable report counts as one failure: it must never pass as "nothing failed". */
const readReport = (path, code, read) => {
  const counts = existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : count(0, 0);
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

/**
 * Counts in Vitest's JSON report. A file that could not be run counts as one failure. What passed at
 * a second try has passed, and is told by name.
 */
const countVitest = (found) => {
  for (const { assertionResults } of found.testResults)
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === 'passed' && failureMessages.length > 0)
        console.log(`Note: passed only at the second try: ${fullName}\n${failureMessages[0]}`);
  return count(
    found.numPassedTests,
    found.numFailedTests +
      found.testResults.filter(
        ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
      ).length,
    found.numPendingTests + found.numTodoTests,
  );
};

/** Counts in Playwright's JSON report. What passed at a second try has passed, and is told. */
const countPlaywright = ({ stats, errors = [] }) => {
  if (stats.flaky > 0) console.log(`Note: ${stats.flaky} journeys passed only at the second try.`);
  return count(stats.expected + stats.flaky, stats.unexpected + errors.length, stats.skipped);
};

export const vitest = async (env = {}) => {
  const path = report('vitest.json');
  const code = await run(
    process.execPath,
    [
      inRoot('node_modules/vitest/vitest.mjs'),
      'run',
      // The projects differ in their time limits: what one has made of a module serves the others too.
      '--experimental.fsModuleCache',
      ...SECOND_TRY.vitest,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${path}`,
    ],
    // A dot in colour is twenty characters long.
    { env: { ...process.env, NO_COLOR: '1', ...env } },
  );
  return readReport(path, code, countVitest);
};

export const journeys = async (env = {}) => {
  const path = report('journeys.json');
  const code = await run(
    process.execPath,
    [
      inRoot('node_modules/@playwright/test/cli.js'),
      'test',
      ...SECOND_TRY.playwright,
      '--reporter=line,json',
    ],
    { env: { ...process.env, ...env, NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: path } },
  );
  return readReport(path, code, countPlaywright);
};

export const countPlaywrightReport = (path, code) => readReport(path, code, countPlaywright);
