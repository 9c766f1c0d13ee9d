import type { BrowserWindow } from 'electron';
import type { Core, SessionId } from '../../core/core.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { createRestarts } from '../restarts.ts';
import { PAGE_URL } from './app-protocol.ts';
import { EVENT_CHANNEL } from './channels.ts';

export interface KioskWindow {
  /** Of the page that is on the screen now; another one after the page died. */
  session(): SessionId;
  /** Takes a page away that hangs; its session is wiped and a new page comes. */
  replacePage(): void;
  /** Lets the window close, and wipes its session. */
  release(): void;
}

interface WindowSettings {
  readonly window: BrowserWindow;
  readonly core: Pick<Core, 'openSession' | 'closeSession' | 'subscribe'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Empties what Electron may keep of a citizen: storages, cache, history, clipboard. */
  readonly forget: () => Promise<void>;
  /** A page is being loaded. */
  readonly onLoad?: () => void;
}

/**
 * Keeps our page in the window. A page that dies takes its session with it: whoever stands there
 * next starts from nothing.
 */
export const keepWindow = (settings: WindowSettings): KioskWindow => {
  const { window, clock, log } = settings;
  const restarts = createRestarts(clock);
  let seat = takeSeat(settings);
  let released = false;

  const load = (): void => {
    if (window.isDestroyed()) return;
    settings.onLoad?.();
    window.loadURL(PAGE_URL).catch((error: unknown) => {
      // `did-fail-load` starts the next try.
      log.error('page.not_loaded', { reason: error instanceof Error ? error.name : 'unknown' });
    });
  };
  const loadLater = (): void => {
    clock.schedule(restarts.next(), load);
  };

  window.on('close', (event) => {
    if (!released) event.preventDefault();
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('unresponsive', () => {
    log.error('page.unresponsive');
    window.webContents.forcefullyCrashRenderer();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('page.gone', { reason });
    seat.leave();
    seat = takeSeat(settings);
    loadLater();
  });
  window.webContents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
    log.error('page.load_failed', { code });
    if (isMainFrame) loadLater();
  });
  load();

  return {
    session: () => seat.session,
    replacePage: () => {
      if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
    },
    release: () => {
      released = true;
      seat.leave();
    },
  };
};

interface WindowSeat {
  readonly session: SessionId;
  leave(): void;
}

const takeSeat = ({ window, core, log, forget }: WindowSettings): WindowSeat => {
  const session = core.openSession();
  const forgetAll = (): void => {
    forget().catch((error: unknown) => {
      log.error('page.not_forgotten', { reason: error instanceof Error ? error.name : 'unknown' });
    });
  };
  const unsubscribe = core.subscribe(session, (event) => {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
    if (event.type === 'session_ended') forgetAll();
  });
  return {
    session,
    leave: () => {
      unsubscribe();
      core.closeSession(session);
      forgetAll();
    },
  };
};
