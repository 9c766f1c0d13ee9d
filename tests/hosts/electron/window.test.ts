import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it } from 'vitest';
import { keepWindow } from '../../../electron/hosts/electron/window.ts';
import { createLog } from '../../../electron/node-ports/log.ts';
import { createFakeCore } from '../../support/hosts/fake-core.ts';

class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = [];
  crashed = 0;
  readonly send = (...message: unknown[]) => this.sent.push(message);
  readonly forcefullyCrashRenderer = () => (this.crashed += 1);
}

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly loaded: string[] = [];
  shown = false;
  destroyed = false;
  readonly isDestroyed = () => this.destroyed;
  readonly show = () => (this.shown = true);
  readonly loadURL = (url: string) => {
    this.loaded.push(url);
    return Promise.resolve();
  };
}

const start = () => {
  const core = createFakeCore();
  const window = new FakeWindow();
  const due: { delay: number; task: () => void }[] = [];
  const state = { now: 0, forgotten: 0 };
  const kept = keepWindow({
    window: window as unknown as BrowserWindow,
    core,
    clock: {
      now: () => state.now,
      monotonic: () => state.now,
      schedule: (delay, task) => {
        due.push({ delay, task });
        return () => undefined;
      },
    },
    log: createLog(
      () => undefined,
      () => 0,
    ),
    forget: () => {
      state.forgotten += 1;
      return Promise.resolve();
    },
  });
  return { core, window, due, state, kept };
};

const closes = (window: FakeWindow): boolean => {
  let stopped = false;
  window.emit('close', { preventDefault: () => (stopped = true) });
  return !stopped;
};

const gone = (window: FakeWindow) =>
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });

describe('the kiosk window', () => {
  it('shows our page, once it is drawn', () => {
    const { window } = start();
    expect(window.loaded).toEqual(['app://kiosk/']);
    expect(window.shown).toBe(false);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
  });

  it('carries events of its session to the page', () => {
    const { core, window, kept } = start();
    const event = { type: 'case_changed', reference: 'A7K-42F-9CD' } as const;
    core.emit(kept.session(), event);
    expect(window.webContents.sent).toEqual([['kiosk:event', event]]);
  });

  it('empties what Electron keeps when a citizen is done', () => {
    const { core, state, kept } = start();
    core.emit(kept.session(), { type: 'session_ended', reason: 'idle', visit: '1' });
    expect(state.forgotten).toBe(1);
  });

  it('wipes the session of a page that died and shows a fresh one', () => {
    const { core, window, due, state, kept } = start();
    const first = kept.session();
    gone(window);
    expect(core.closed).toEqual([first]);
    expect(core.listeners(first)).toBe(0);
    expect(kept.session()).not.toBe(first);
    expect(state.forgotten).toBe(1);
    due.shift()?.task();
    expect(window.loaded).toHaveLength(2);
  });

  it('waits longer each time when the page dies again and again, and forgets that after a while', () => {
    const { window, due, state } = start();
    for (let count = 0; count < 8; count += 1) gone(window);
    const delays = due.map(({ delay }) => delay);
    expect(delays.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
    expect(delays.at(-1)).toBe(30_000);
    state.now += 61_000;
    gone(window);
    expect(due.at(-1)?.delay).toBe(500);
  });

  it('tries again when the page cannot be loaded, but not for a frame in it', () => {
    const { window, due } = start();
    window.webContents.emit('did-fail-load', {}, -6, '', '', false);
    expect(due).toHaveLength(0);
    window.webContents.emit('did-fail-load', {}, -6, '', '', true);
    expect(due).toHaveLength(1);
  });

  it('ends a page that does not answer any more', () => {
    const { window } = start();
    window.emit('unresponsive');
    expect(window.webContents.crashed).toBe(1);
  });

  it('does not close for Alt+F4, only when the kiosk itself ends', () => {
    const { core, window, kept } = start();
    expect(closes(window)).toBe(false);
    kept.release();
    expect(closes(window)).toBe(true);
    expect(core.closed).toEqual(['session-1']);
  });

  it('sends nothing to a window that is gone', () => {
    const { core, window, kept } = start();
    window.destroyed = true;
    core.emit(kept.session(), { type: 'session_ended', reason: 'finished', visit: '1' });
    expect(window.webContents.sent).toEqual([]);
  });
});
