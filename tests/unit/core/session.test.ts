import { describe, expect, it } from 'vitest';
import type { KioskEvent } from '../../../contract/kiosk-events.ts';
import { createSessions } from '../../../electron/core/session.ts';
import {
  createTestCore,
  createTestIds,
  createTestLog,
} from '../../support/core/create-test-core.ts';
import { createFakeClock } from '../../support/core/fake-clock.ts';
import { BENCH_SERVICE } from '../../support/core/test-packs.ts';

const IDLE = 105_000;

const create = () => {
  const clock = createFakeClock();
  const { log, lines } = createTestLog();
  const sessions = createSessions({
    clock,
    ids: createTestIds(),
    log,
    now: () => clock.now(),
    idleLimit: () => IDLE,
  });
  const id = sessions.open();
  const events: KioskEvent[] = [];
  sessions.subscribe(id, (event) => events.push(event));
  return { clock, sessions, id, events, lines };
};

const ended = (reason: string, { visit }: { readonly visit: string }) => ({
  type: 'session_ended',
  reason,
  visit,
});

describe('a session in the core', () => {
  it('wipes itself when the screen forgot to, and says why', () => {
    const { clock, sessions, id, events } = create();
    const first = sessions.begin(id, 'az');

    clock.advance(IDLE - 1);
    expect(sessions.get(id)?.citizen).toBeDefined();
    clock.advance(1);

    expect(sessions.get(id)?.citizen).toBeUndefined();
    expect(events).toEqual([ended('idle', first)]);
  });

  it('counts from the last touch', () => {
    const { clock, sessions, id } = create();
    sessions.begin(id, 'az');
    clock.advance(IDLE - 10);
    sessions.touch(id);

    clock.advance(IDLE - 1);
    expect(sessions.get(id)?.citizen).toBeDefined();
    clock.advance(1);

    expect(sessions.get(id)?.citizen).toBeUndefined();
  });

  it('does not care that somebody sets the clock of the device', () => {
    const { clock, sessions, id } = create();
    sessions.begin(id, 'az');
    clock.set(0);

    clock.advance(IDLE);

    expect(sessions.get(id)?.citizen).toBeUndefined();
  });

  it('gives the next citizen a memory of their own', () => {
    const { sessions, id, events } = create();
    const first = sessions.begin(id, 'az');
    first.citizen.openedCases.set('lookup', 'reference');

    const second = sessions.begin(id, 'ru');

    expect(second.citizen.openedCases.size).toBe(0);
    expect(events).toEqual([ended('replaced', first)]);
  });

  it('lets the timer of the citizen before not end the next one early', () => {
    const { clock, sessions, id } = create();
    sessions.begin(id, 'az');
    clock.advance(IDLE - 10);
    sessions.begin(id, 'ru');

    clock.advance(20);

    expect(sessions.get(id)?.citizen).toBeDefined();
  });

  it('tells the ends of citizens and staff apart, each by its own name', () => {
    const { sessions, id, events } = create();
    const first = sessions.begin(id, 'az');
    const staff = sessions.admitStaff(id, { number: '1001', name: 'Aysel', role: 'operator' });
    const second = sessions.begin(id, 'az');
    sessions.wipe(id, 'finished');

    expect(events).toEqual([
      ended('replaced', first),
      ended('replaced', staff),
      ended('finished', second),
    ]);
    expect(new Set([first.visit, staff.visit, second.visit]).size).toBe(3);
  });

  it('says nothing when there is nobody to wipe', () => {
    const { sessions, id, events } = create();

    sessions.wipe(id, 'finished');
    const only = sessions.begin(id, 'az');
    sessions.wipe(id, 'finished');
    sessions.wipe(id, 'finished');

    expect(events).toEqual([ended('finished', only)]);
  });

  it('survives a listener that throws', () => {
    const { sessions, id, events, lines } = create();
    sessions.subscribe(id, () => {
      throw new Error('the window is gone');
    });
    sessions.subscribe(id, (event) => events.push(event));
    sessions.begin(id, 'az');

    sessions.wipe(id, 'finished');

    expect(events).toHaveLength(2);
    expect(lines).toMatchObject([{ event: 'listener.failed' }]);
  });
});

describe('what a citizen typed', () => {
  it('is there while the screen is drawn anew, and gone for the next citizen', async () => {
    const { core, screen, enrolled } = await createTestCore();
    await enrolled();
    const { ask, call } = screen();
    await ask('session.begin', { language: 'az' });
    const { applicationId } = await ask('applications.start', { serviceId: BENCH_SERVICE.id });
    await ask('applications.saveDraft', { applicationId, answers: { reason: 'half a sen' } });
    expect(await ask('applications.draft', { applicationId })).toMatchObject({
      answers: { reason: 'half a sen' },
    });

    await ask('session.finish', {});
    expect(await call('applications.draft', { applicationId })).toMatchObject({
      error: { code: 'not_allowed' },
    });
    await ask('session.begin', { language: 'az' });

    expect(await call('applications.draft', { applicationId })).toMatchObject({
      error: { code: 'not_found' },
    });
    await core.stop();
  });

  it('cannot be read from another screen', async () => {
    const { core, screen, enrolled } = await createTestCore();
    await enrolled();
    const [first, second] = [screen(), screen()];
    const { applicationId } = await first.apply();
    await second.ask('session.begin', { language: 'az' });

    for (const method of ['applications.draft', 'applications.delivery'] as const)
      expect(await second.call(method, { applicationId })).toMatchObject({
        error: { code: 'not_found' },
      });
    expect(second.events.filter(({ type }) => type === 'delivery_changed')).toEqual([]);
    await core.stop();
  });
});
