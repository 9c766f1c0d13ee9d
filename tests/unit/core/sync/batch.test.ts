import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { batchSchema, LIMITS } from '../../../../contract/sync-protocol.ts';
import { batchPayload, countThatFits } from '../../../../electron/core/sync/batch.ts';
import { digestOf, NO_PREDECESSOR } from '../../../../electron/core/sync/digest.ts';

const item = (count: number, bytes: number) => ({
  id: `01936000-0000-7000-8000-${String(count).padStart(12, '0')}`,
  kind: 'application' as const,
  savedAt: 8_640_000_000_000_000,
  sealed: 'a'.repeat(bytes),
});
const PLAN = { seq: Number.MAX_SAFE_INTEGER, prev: NO_PREDECESSOR, sentAt: 8_640_000_000_000_000 };
const KIOSK = '01936000-0000-7000-8000-ffffffffffff';

describe('a batch', () => {
  it.each([
    ['many small ones', Array<number>(500).fill(3_000)],
    ['a few large ones', Array<number>(10).fill(290_000)],
    ['sizes just at the limit', Array<number>(200).fill(4_840)],
  ])('of %s stays within the limits of the protocol', (_name, sizes) => {
    const items = sizes.slice(0, countThatFits(sizes)).map((bytes, index) => item(index, bytes));
    const payload = batchPayload(KIOSK, PLAN, items);

    expect(items.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThanOrEqual(LIMITS.batchItems);
    expect(payload.length).toBeLessThanOrEqual(LIMITS.batchBytes);
    expect(v.is(batchSchema, JSON.parse(payload))).toBe(true);
  });

  it('takes a single giant, so that the portal can refuse it by name', () => {
    expect(countThatFits([5_000_000, 1])).toBe(1);
  });

  it('is empty when nothing waits', () => {
    expect(countThatFits([])).toBe(0);
  });

  it('has the same bytes each time it is made', () => {
    const { id, kind, savedAt, sealed } = item(1, 10);
    const one = batchPayload(KIOSK, PLAN, [{ id, kind, savedAt, sealed }]);
    const other = batchPayload(KIOSK, { sentAt: PLAN.sentAt, prev: PLAN.prev, seq: PLAN.seq }, [
      { sealed, savedAt, kind, id },
    ]);

    expect(digestOf(other)).toBe(digestOf(one));
  });
});
