import { createPinia, setActivePinia } from 'pinia';
import { describe, expect, it } from 'vitest';
import { createApp } from 'vue';
import { inOrderOfNeed, worstOf } from '../../../../contract/findings.ts';
import { screenGeometry } from '../../../../contract/domain/screen-geometry.ts';
import {
  createKioskClient,
  provideKioskClient,
} from '../../../../renderer/src/api/kiosk-client.ts';
import { judge } from '../../../../renderer/src/screens/staff/setup/self-test.ts';
import { insteadOf, setupGuard } from '../../../../renderer/src/screens/staff/setup/setup-guard.ts';
import { typedNumber } from '../../../../renderer/src/screens/staff/setup/use-setup-step.ts';
import { useKioskStore } from '../../../../renderer/src/stores/kiosk.ts';
import { useStaffStore } from '../../../../renderer/src/stores/staff.ts';
import { createFakeKiosk } from '../../../support/renderer/fake-kiosk.ts';
import type { SetupDoor } from '../../../../contract/setup.ts';

describe('the screen that measures itself', () => {
  const geometry = screenGeometry({
    ...{ diagonal: 15, width: 1024, height: 768 },
    ...{ distance: 500, lowerEdge: 900 },
  });
  const good = { targetPx: 68, textPx: 24, contrast: 5.9 };

  it('is content with 20 mm, a capital of 4.8 mm and 4.5 : 1', () => {
    const found = judge(good, geometry);
    expect(found.level).toBe('pass');
    expect(found.target).toBeGreaterThan(20);
    expect(found.text).toBeGreaterThan(4.8);
  });

  it.each([
    ['a button', { targetPx: 64 }],
    ['a letter', { textPx: 20 }],
    ['a contrast', { contrast: 4.4 }],
  ])('finds %s too small on a small screen, whatever its pixels', (_, part) => {
    expect(judge({ ...good, ...part }, geometry).level).toBe('fail');
  });
});

describe('the way to the set-up', () => {
  const stand = async (setup: SetupDoor | undefined, technician = false): Promise<void> => {
    const app = createApp({});
    provideKioskClient(app, createKioskClient(createFakeKiosk()));
    const pinia = createPinia();
    app.use(pinia);
    setActivePinia(pinia);
    await app.runWithContext(async () => {
      const kiosk = useKioskStore();
      await kiosk.load();
      if (kiosk.info !== undefined && setup !== undefined) kiosk.info = { ...kiosk.info, setup };
      if (technician) useStaffStore().admit({ name: 'T', role: 'technician' });
    });
  };

  it('is closed to a citizen of a kiosk that works', async () => {
    await stand(undefined);
    expect(setupGuard()).toBe('/');
    expect(insteadOf('/home')).toBeUndefined();
  });

  it('is open to a technician of a kiosk that works', async () => {
    await stand(undefined, true);
    expect(setupGuard()).toBe(true);
  });

  it('is the only way on a new kiosk', async () => {
    await stand('open');
    for (const path of ['/', '/home', '/services', '/staff/today', '/staff/sign-in'])
      expect(insteadOf(path)).toBe('/staff/setup');
    expect(setupGuard()).toBe(true);
  });

  it('leads to the sign-in once there is a technician', async () => {
    await stand('guarded');
    expect(setupGuard()).toBe('/staff/sign-in');
    expect(insteadOf('/staff/sign-in')).toBeUndefined();
    expect(insteadOf('/home')).toBe('/staff/setup');
  });

  it('is closed to everybody when a configuration was taken away', async () => {
    await stand('lost');
    expect(setupGuard()).toBe('/setup-lost');
  });
});

describe('what is typed and found', () => {
  it('takes a comma or a point in a number, and nothing else', () => {
    expect(typedNumber(' 21,5 ')).toBe(21.5);
    expect(typedNumber('32')).toBe(32);
    for (const wrong of ['', '21 5', 'wide', '1.2.3']) expect(typedNumber(wrong)).toBeNaN();
  });

  it('shows what is wrong first', () => {
    const lines = (['pass', 'fail', 'warn'] as const).map((level) => ({ level }));
    expect(inOrderOfNeed(lines).map(({ level }) => level)).toEqual(['fail', 'warn', 'pass']);
    expect(worstOf(lines)).toBe('fail');
    expect(worstOf([])).toBe('pass');
  });
});
