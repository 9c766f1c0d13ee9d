import fc from 'fast-check';
import type { Step, Touch } from './store-scenario.ts';

const touch: fc.Arbitrary<Touch> = fc.record({
  id: fc.nat(11),
  kind: fc.constantFrom('set', 'set', 'body', 'body', 'remove'),
});

const burst: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('burst' as const),
  updates: fc.array(fc.array(touch, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 6,
  }),
  urgent: fc.boolean(),
});

const cut: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('cut' as const),
  after: fc.nat(60),
  kind: fc.constantFrom('nothing', 'everything', 'sectors', 'sectors'),
  again: fc.array(fc.nat(60), { maxLength: 2 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: burst },
  { weight: 3, arbitrary: cut },
  { weight: 2, arbitrary: fc.constant<Step>({ type: 'compact' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ type: 'restart' }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ type: 'renew' }, { type: 'retire' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Step>(
      { type: 'wait', ms: 1000 },
      { type: 'wait', ms: 6000 },
      { type: 'wait', ms: 40_000 },
    ),
  },
);

const fault: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constant('fault' as const),
    kind: fc.constantFrom('write' as const, 'sync' as const, 'short-write' as const),
  }),
  fc.record({
    type: fc.constant('room' as const),
    bytes: fc.integer({ min: 12_000, max: 60_000 }),
  }),
  fc.constant<Step>({ type: 'room', bytes: Number.MAX_SAFE_INTEGER }),
);

/** Work and power cuts. */
export const powerCuts = fc.array(step, { minLength: 1, maxLength: 14 });
/** The same with a disk that fails and fills up. */
export const failingDisk = fc.array(
  fc.oneof({ weight: 4, arbitrary: step }, { weight: 1, arbitrary: fault }),
  { minLength: 1, maxLength: 14 },
);
