import { EventEmitter } from 'node:events';
import type { App, Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { lockApp, lockContents, lockSession } from '../../../electron/hosts/electron/security.ts';
import { kioskWindowOptions, PARTITION } from '../../../electron/hosts/electron/window-options.ts';
import { createLog } from '../../../electron/node-ports/log.ts';

const log = createLog(
  () => undefined,
  () => 0,
);

/** Emits an event that can be prevented; answers whether it was. */
const prevented = (emitter: EventEmitter, name: string, event: object, ...rest: unknown[]) => {
  let stopped = false;
  emitter.emit(name, { ...event, preventDefault: () => (stopped = true) }, ...rest);
  return stopped;
};

class FakeSession extends EventEmitter {
  readonly handlers: Record<string, (...given: never[]) => unknown> = {};
  readonly webRequest = { onBeforeRequest: this.keep('request') };
  readonly setPermissionRequestHandler = this.keep('permission');
  readonly setPermissionCheckHandler = this.keep('check');
  readonly setDevicePermissionHandler = this.keep('device');
  readonly setBluetoothPairingHandler = this.keep('pairing');
  readonly setDisplayMediaRequestHandler = this.keep('display');

  private keep(name: string) {
    return (handler: (...given: never[]) => unknown) => {
      this.handlers[name] = handler;
    };
  }
}

const lockedSession = (): FakeSession => {
  const session = new FakeSession();
  lockSession(session as unknown as Session, log);
  return session;
};

class FakeContents extends EventEmitter {
  zoom = 2;
  visual: number[] = [];
  open: (() => { action: string }) | undefined;
  readonly setZoomFactor = (factor: number) => (this.zoom = factor);
  readonly setVisualZoomLevelLimits = (...limits: number[]) => {
    this.visual = limits;
    return Promise.resolve();
  };
  readonly setWindowOpenHandler = (handler: () => { action: string }) => (this.open = handler);
}

const lockedContents = (): FakeContents => {
  const contents = new FakeContents();
  lockContents(contents as unknown as WebContents, log);
  return contents;
};

describe("the page's session", () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'fullscreen',
    'openExternal',
    'hid',
    'usb',
    'serial',
    'fileSystem',
    'display-capture',
    'pointerLock',
    'unknown',
  ])('refuses the permission %s, asked or checked', (permission) => {
    const { handlers } = lockedSession();
    const answers: unknown[] = [];
    handlers['permission']?.(
      null as never,
      permission as never,
      ((a: unknown) => answers.push(a)) as never,
    );
    expect(answers).toEqual([false]);
    expect(handlers['check']?.(null as never, permission as never)).toBe(false);
  });

  it('lets our own page use the camera, and nothing beside it', () => {
    const { handlers } = lockedSession();
    const asked = (permission: string, details: object): unknown => {
      const answers: unknown[] = [];
      const answer = ((given: unknown) => answers.push(given)) as never;
      handlers['permission']?.(null as never, permission as never, answer, details as never);
      return answers[0];
    };
    const own = { isMainFrame: true, requestingUrl: 'app://kiosk/', mediaTypes: ['video'] };
    expect(asked('media', own)).toBe(true);
    expect(asked('media', { ...own, mediaTypes: ['audio'] })).toBe(false);
    expect(asked('media', { ...own, mediaTypes: ['video', 'audio'] })).toBe(false);
    expect(asked('media', { ...own, mediaTypes: [] })).toBe(false);
    expect(asked('media', { ...own, isMainFrame: false })).toBe(false);
    expect(asked('media', { ...own, requestingUrl: 'https://evil.example/' })).toBe(false);
    expect(asked('media', { ...own, requestingUrl: 'app://kiosk@evil/' })).toBe(false);
    expect(asked('display-capture', own)).toBe(false);
    const checked = (details: object) =>
      handlers['check']?.(null as never, 'media' as never, '' as never, details as never);
    const page = { isMainFrame: true, requestingUrl: 'app://kiosk/' };
    expect(checked({ ...page, mediaType: 'video' })).toBe(true);
    expect(checked({ ...page, mediaType: 'audio' })).toBe(false);
    expect(checked({ ...page, mediaType: 'unknown' })).toBe(false);
  });

  it('refuses devices, pairing and the capture of the screen', () => {
    const { handlers } = lockedSession();
    const answers: unknown[] = [];
    const answer = ((given: unknown) => answers.push(given)) as never;
    expect(handlers['device']?.({ deviceType: 'hid' } as never)).toBe(false);
    handlers['pairing']?.({} as never, answer);
    handlers['display']?.({} as never, answer);
    expect(answers).toEqual([{ confirmed: false }, null]);
  });

  it.each(['select-hid-device', 'select-usb-device'])('chooses nothing for %s', (name) => {
    const chosen: unknown[] = [];
    const session = lockedSession();
    expect(prevented(session, name, {}, {}, (id: unknown) => chosen.push(id))).toBe(true);
    expect(chosen).toEqual([undefined]);
  });

  it('chooses no serial port', () => {
    const chosen: unknown[] = [];
    const choose = (id: unknown) => chosen.push(id);
    expect(prevented(lockedSession(), 'select-serial-port', {}, [], {}, choose)).toBe(true);
    expect(chosen).toEqual(['']);
  });

  it('refuses every download', () => {
    expect(prevented(lockedSession(), 'will-download', {})).toBe(true);
  });

  it.each([
    ['app://kiosk/assets/index-x1.js', false],
    ['https://evil.example/', true],
    ['http://127.0.0.1:8461/', true],
    ['file:///etc/passwd', true],
    ['devtools://devtools/x', true],
    ['ws://127.0.0.1/', true],
    ['data:text/html,x', true],
    ['app://kiosk@evil/', true],
  ])('asks for %s: cancelled %s', (url, cancel) => {
    const answers: unknown[] = [];
    lockedSession().handlers['request']?.(
      { url } as never,
      ((a: unknown) => answers.push(a)) as never,
    );
    expect(answers).toEqual([{ cancel }]);
  });
});

describe('the page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'does not leave by %s',
    (name) => {
      const contents = lockedContents();
      for (const url of [
        'https://evil.example/',
        'file:///tmp/dragged.html',
        'app://kiosk@evil/',
        'blob:app://kiosk/1',
        'view-source:app://kiosk/',
        'javascript:alert(1)',
        'data:text/html,x',
        'about:blank',
        '',
      ])
        expect(prevented(contents, name, { url }), url).toBe(true);
      expect(prevented(contents, name, { url: 'app://kiosk/' })).toBe(false);
    },
  );

  it('opens no window, no webview and no context menu', () => {
    const contents = lockedContents();
    expect(contents.open?.()).toEqual({ action: 'deny' });
    expect(prevented(contents, 'will-attach-webview', {})).toBe(true);
    expect(prevented(contents, 'context-menu', {})).toBe(true);
  });

  it('chooses no Bluetooth device', () => {
    const chosen: unknown[] = [];
    const choose = (id: unknown) => chosen.push(id);
    expect(prevented(lockedContents(), 'select-bluetooth-device', {}, [], choose)).toBe(true);
    expect(chosen).toEqual(['']);
  });

  it('never sees a blocked key and sees every other one', () => {
    const contents = lockedContents();
    const plain = { control: false, alt: false, meta: false, shift: false };
    expect(prevented(contents, 'before-input-event', {}, { ...plain, key: 'F11' })).toBe(true);
    expect(prevented(contents, 'before-input-event', {}, { ...plain, key: 'ə' })).toBe(false);
  });

  it('goes back to its size, and cannot be pinched', () => {
    const contents = lockedContents();
    contents.emit('zoom-changed');
    expect(contents.zoom).toBe(1);
    contents.emit('did-finish-load');
    expect(contents.visual).toEqual([1, 1]);
  });
});

describe('the application', () => {
  it('locks every page that is ever made, and trusts no odd certificate', () => {
    const app = new EventEmitter();
    lockApp(app as unknown as App, log);
    const contents = new FakeContents();
    app.emit('web-contents-created', {}, contents);
    expect(contents.open?.()).toEqual({ action: 'deny' });
    const trusted: unknown[] = [];
    const answer = (given: unknown) => trusted.push(given);
    expect(prevented(app, 'certificate-error', {}, {}, 'u', 'e', {}, answer)).toBe(true);
    expect(trusted).toEqual([false]);
    expect(prevented(app, 'login', {})).toBe(true);
    expect(prevented(app, 'select-client-certificate', {})).toBe(true);
  });
});

describe('the window', () => {
  const options = kioskWindowOptions({ preload: '/p.cjs', development: false });

  it('fills the screen and cannot be closed, moved or made small', () => {
    expect(options).toMatchObject({
      kiosk: true,
      fullscreen: true,
      frame: false,
      closable: false,
      movable: false,
      minimizable: false,
    });
  });

  it('isolates its page', () => {
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools: false,
    });
  });

  it('keeps its session in memory', () => {
    expect(PARTITION.startsWith('persist:')).toBe(false);
    expect(options.webPreferences?.partition).toBe(PARTITION);
  });
});
