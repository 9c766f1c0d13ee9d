import fc from 'fast-check';
import { describe, it } from 'vitest';
import { failingDisk, powerCuts } from '../../../support/store/scenario-arbitrary.ts';
import { Scenario } from '../../../support/store/store-scenario.ts';

/** A small slice of tests/crash/model.test.ts. */
const RUNS = Number(process.env.STORE_RUNS ?? 150);
const TIME_LIMIT = 170_000;

describe('a store on a disk that forgets what was not synced', () => {
  it(
    'keeps every acknowledged change over power cuts at any moment',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), powerCuts, (seed, steps) => new Scenario(seed).run(steps)),
        { numRuns: RUNS },
      );
    },
    TIME_LIMIT,
  );

  it(
    'keeps every acknowledged change when writes and syncs fail and the disk fills up',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), failingDisk, (seed, steps) => new Scenario(seed).run(steps)),
        { numRuns: RUNS },
      );
    },
    TIME_LIMIT,
  );
});
