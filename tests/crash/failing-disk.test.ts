import fc from 'fast-check';
import { describe, it } from 'vitest';
import { failingDisk } from '../support/store/scenario-arbitrary.ts';
import { Scenario } from '../support/store/store-scenario.ts';

const RUNS = Number(process.env.STORE_RUNS ?? 12_000);
/** Milliseconds for each life, on a machine that has a lot of other things to do. */
const PATIENCE = 300;

describe('a store on a disk that fails, fills up and forgets', () => {
  it(
    `keeps every acknowledged change in ${RUNS} lives with EIO on write and sync, ENOSPC and power cuts`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(), failingDisk, (seed, steps) => new Scenario(seed).run(steps)),
        { numRuns: RUNS },
      );
    },
    RUNS * PATIENCE,
  );
});
