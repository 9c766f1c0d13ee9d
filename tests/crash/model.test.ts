import fc from 'fast-check';
import { describe, it } from 'vitest';
import { powerCuts } from '../support/store/scenario-arbitrary.ts';
import { Scenario } from '../support/store/store-scenario.ts';

const RUNS = Number(process.env.STORE_RUNS ?? 12_000);
/** Milliseconds for each life, on a machine that has a lot of other things to do. */
const PATIENCE = 300;

describe('a store on a disk that forgets what was not synced', () => {
  it(
    `keeps every acknowledged change in ${RUNS} lives with power cuts, also during recovery and tidying up`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), powerCuts, (seed, steps) => new Scenario(seed).run(steps)),
        { numRuns: RUNS },
      );
    },
    RUNS * PATIENCE,
  );
});
