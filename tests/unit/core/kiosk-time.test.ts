import { describe, expect, it } from 'vitest';
import { createKioskTime } from '../../../electron/core/kiosk-time.ts';
import { createFakeClock, MONDAY } from '../../support/core/fake-clock.ts';

const YEAR = 31_536_000_000;

describe('the best time that a kiosk knows', () => {
  it('is the device’s until the portal was heard, corrected by what was measured before', () => {
    const clock = createFakeClock(MONDAY - 2 * YEAR);

    expect(createKioskTime(clock, 2 * YEAR).now()).toBe(MONDAY);
    expect(createKioskTime(clock).now()).toBe(MONDAY - 2 * YEAR);
  });

  it('is the portal’s from then on, whatever is done to the device’s clock', () => {
    const clock = createFakeClock(0);
    const time = createKioskTime(clock);
    const sent = clock.monotonic();
    clock.advance(400);

    const offset = time.heard(MONDAY, sent, clock.monotonic());

    expect(time.now()).toBe(MONDAY + 200); // heard halfway
    expect(offset).toBe(MONDAY + 200 - 400);
    clock.set(MONDAY + 50 * YEAR);
    clock.advance(1_000);
    expect(time.now()).toBe(MONDAY + 1_200);
  });

  it('names the day in Baku', () => {
    const lateEvening = Date.parse('2026-11-23T21:30:00Z'); // 01:30 on the next day there

    expect(createKioskTime(createFakeClock(lateEvening)).today()).toBe('2026-11-24');
  });
});
