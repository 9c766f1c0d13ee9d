import type { BrowserWindowConstructorOptions } from 'electron';

/** Without "persist:" in its name a session lives in memory only. */
export const PARTITION = 'kiosk';

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
