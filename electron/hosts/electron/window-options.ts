import type { BrowserWindowConstructorOptions } from 'electron';

/** Without "persist:" in its name a session lives in memory only. */
export const PARTITION = 'kiosk';

/** A window that nobody sees, for printing: no script runs in it, and it shares nothing with the kiosk's page. */
export const printWindowOptions: BrowserWindowConstructorOptions = {
  show: false,
  webPreferences: {
    partition: 'paper',
    javascript: false,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    plugins: false,
    devTools: false,
  },
};

/** The one window. `development` keeps the developer tools and a frame, for programmers only. */
export const kioskWindowOptions = (settings: {
  readonly preload: string;
  readonly development: boolean;
}): BrowserWindowConstructorOptions => ({
  kiosk: !settings.development,
  fullscreen: !settings.development,
  frame: settings.development,
  width: 1080,
  height: 1920,
  show: false,
  title: 'ASAN kiosk',
  autoHideMenuBar: true,
  minimizable: settings.development,
  movable: settings.development,
  resizable: true,
  closable: settings.development,
  backgroundColor: '#ffffff',
  webPreferences: {
    preload: settings.preload,
    partition: PARTITION,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    safeDialogs: true,
    spellcheck: false,
    backgroundThrottling: false,
    devTools: settings.development,
  },
});
