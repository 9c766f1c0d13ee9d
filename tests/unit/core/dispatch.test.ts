import { describe, expect, it } from 'vitest';
import { createDispatch, type Dispatch } from '../../../electron/core/dispatch.ts';
import type { Handlers } from '../../../electron/core/methods.ts';
import { createSessions, type Sessions } from '../../../electron/core/session.ts';
import { StoreError } from '../../../electron/core/store/store.ts';
import { createTestIds, createTestLog, type LogLine } from '../../support/core/create-test-core.ts';
import { createFakeClock, type FakeClock } from '../../support/core/fake-clock.ts';

interface Desk {
  readonly dispatch: Dispatch;
  readonly sessions: Sessions;
  readonly clock: FakeClock;
  readonly log: readonly LogLine[];
  readonly session: string;
  readonly storageFailures: () => number;
}

const ID = '01936000-0000-7000-8000-ffffffffffff';

const createDesk = (handlers: Partial<Handlers>): Desk => {
  const clock = createFakeClock();
  const ids = createTestIds();
  const { log, lines } = createTestLog();
  const sessions = createSessions({ clock, ids, log, now: () => 0, idleLimit: () => 60_000 });
  let failures = 0;
  const dispatch = createDispatch({
    sessions,
    clock,
    ids,
    log,
    handlers: handlers as Handlers,
    isOpenForSetup: () => false,
    storageFailed: () => {
      failures += 1;
    },
  });
  const session = sessions.open();
  sessions.begin(session, 'az');
  return { dispatch, sessions, clock, log: lines, session, storageFailures: () => failures };
};

describe('dispatch', () => {
  it.each([
    ['applications.saveDraft', 'starts the idle limit again', true],
    ['applications.draft', 'leaves the idle limit as it is', false],
  ] as const)('%s %s', async (method, _what, stays) => {
    const desk = createDesk({
      'applications.saveDraft': () => ({ ok: true, value: null }),
      'applications.draft': () => ({ ok: false, error: { code: 'not_found' } }),
    });
    desk.clock.advance(50_000);
    await desk.dispatch.call(desk.session, method, {
      applicationId: ID,
      ...(method === 'applications.saveDraft' && { answers: {} }),
    });
    desk.clock.advance(15_000);
    expect(desk.sessions.get(desk.session)?.citizen !== undefined).toBe(stays);
  });

  it('hides a bug behind an incident and keeps what the citizen typed out of the log', async () => {
    const { dispatch, session, log } = createDesk({
      'applications.draft': () => {
        throw new RangeError('no such person: Şəhla 94FMDDD');
      },
    });

    const result = await dispatch.call(session, 'applications.draft', { applicationId: ID });

    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    const incident = result.ok ? undefined : result.error.incident;
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({
      level: 'error',
      event: 'call.failed',
      details: { incident, error: 'RangeError', method: 'applications.draft' },
    });
    expect(JSON.stringify(log)).not.toMatch(/Şəhla|94FMDDD/);
  });

  it.each(['storage_full', 'storage_failed'] as const)(
    'names a store that answers %s and has the status looked at again',
    async (fault) => {
      const desk = createDesk({ 'session.touch': () => Promise.reject(new StoreError(fault)) });

      const result = await desk.dispatch.call(desk.session, 'session.touch', {});

      expect(result).toEqual({ ok: false, error: { code: fault } });
      expect(desk.storageFailures()).toBe(1);
    },
  );

  it('drops the answer of a call whose citizen left meanwhile', async () => {
    const desk = createDesk({
      'applications.draft': () => {
        desk.sessions.wipe(desk.session, 'finished');
        return { ok: true, value: 'secret of the first citizen' as never };
      },
    });

    const result = await desk.dispatch.call(desk.session, 'applications.draft', {
      applicationId: ID,
    });

    expect(result).toEqual({ ok: false, error: { code: 'session_over' } });
  });

  it('drops it also when the next citizen has begun already', async () => {
    const desk = createDesk({
      'applications.draft': () => {
        desk.sessions.begin(desk.session, 'ru');
        return { ok: true, value: 'secret of the first citizen' as never };
      },
    });

    const result = await desk.dispatch.call(desk.session, 'applications.draft', {
      applicationId: ID,
    });

    expect(result).toEqual({ ok: false, error: { code: 'session_over' } });
  });

  it('slows a session down that calls without pause, says for how long, and lets it go on', async () => {
    const { dispatch, session, clock } = createDesk({
      'session.touch': () => ({ ok: true, value: null }),
    });
    const touch = () => dispatch.call(session, 'session.touch', {});
    const results = [];
    for (let count = 0; count < 200; count += 1) results.push(await touch());

    const last = results.at(-1);
    expect(results.slice(0, 50).every(({ ok }) => ok)).toBe(true);
    expect(last).toMatchObject({ ok: false, error: { code: 'too_many' } });
    const wait = last?.ok === false ? (last.error.retryAfterMs ?? 0) : 0;
    expect(wait).toBeGreaterThan(0);
    clock.advance(wait);
    expect(await touch()).toMatchObject({ ok: true });
  });

  it('counts each session for itself', async () => {
    const { dispatch, session, sessions } = createDesk({
      'kiosk.status': () => ({ ok: true, value: { online: true, canSave: true } }),
    });
    for (let count = 0; count < 200; count += 1) await dispatch.call(session, 'kiosk.status', {});

    const other = sessions.open();

    expect(await dispatch.call(other, 'kiosk.status', {})).toMatchObject({ ok: true });
  });

  it('says where the input is wrong and never repeats it', async () => {
    const { dispatch, session } = createDesk({});

    const result = await dispatch.call(session, 'applications.submit', {
      applicationId: 'secret-name',
      serviceVersion: 'x',
      answers: { reason: 5 },
      confirmed: false,
    });

    expect(result).toMatchObject({ ok: false, error: { code: 'bad_input' } });
    const fields = result.ok ? [] : (result.error.fields ?? []);
    expect(fields.map(({ field }) => field)).toEqual([
      'applicationId',
      'serviceVersion',
      'answers.reason',
      'confirmed',
    ]);
    expect(JSON.stringify(result)).not.toContain('secret-name');
  });
});
