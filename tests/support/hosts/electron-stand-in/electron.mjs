// The part of Electron that the kiosk's main process uses, without windows: it notes what it is told
// and lets a test ask. The real preload script runs against it, so a call goes the whole way.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createPage } from './page.mjs';

export const noted = {
  switches: {},
  sandboxed: false,
  paths: {},
  schemes: [],
  windows: [],
  menu: 'default',
  blockers: [],
  exitCode: undefined,
};

// A packaged application has no path of itself among its arguments.
if (process.env.STAND_IN_PACKAGED === '1') process.argv.splice(1, 1);
process.resourcesPath = '/nowhere';

class App extends EventEmitter {
  isPackaged = process.env.STAND_IN_PACKAGED === '1';
  commandLine = { appendSwitch: (name, value = '') => (noted.switches[name] = value) };
  enableSandbox = () => (noted.sandboxed = true);
  setPath = (name, path) => (noted.paths[name] = path);
  requestSingleInstanceLock = () => process.env.STAND_IN_SECOND !== '1';
  whenReady = () => Promise.resolve();
  quit = () => this.emit('before-quit', { preventDefault: () => undefined });
  exit = (code = 0) => {
    noted.exitCode = code;
    process.exit(code);
  };
}
export const app = new App();

class Session extends EventEmitter {
  handlers = {};
  protocol = { handle: (scheme, handler) => (this.handlers[`protocol:${scheme}`] = handler) };
  webRequest = { onBeforeRequest: (handler) => (this.handlers.request = handler) };
  setPermissionRequestHandler = (handler) => (this.handlers.permission = handler);
  setPermissionCheckHandler = (handler) => (this.handlers.check = handler);
  setDevicePermissionHandler = (handler) => (this.handlers.device = handler);
  setBluetoothPairingHandler = (handler) => (this.handlers.pairing = handler);
  setDisplayMediaRequestHandler = (handler) => (this.handlers.display = handler);
  clearStorageData = () => Promise.resolve();
  clearCache = () => Promise.resolve();
}
const sessions = new Map();
export const session = {
  fromPartition: (name) => sessions.get(name) ?? sessions.set(name, new Session()).get(name),
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => noted.schemes.push(...schemes),
};
export const Menu = { setApplicationMenu: (menu) => (noted.menu = menu) };
export const powerSaveBlocker = { start: (kind) => noted.blockers.push(kind) };
export const clipboard = { clear: () => undefined };

export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => process.env.STAND_IN_KEYRING ?? 'gnome_libsecret',
  encryptStringAsync: (text) => Promise.resolve(Buffer.from(`sealed:${text}`)),
  decryptStringAsync: (sealed) =>
    Promise.resolve({ result: sealed.toString().slice('sealed:'.length), shouldReEncrypt: false }),
};

const handlers = new Map();
export const ipcMain = { handle: (channel, handler) => handlers.set(channel, handler) };

class WebContents extends EventEmitter {
  mainFrame = { url: 'about:blank', parent: null };
  navigationHistory = { clear: () => undefined };
  toPage = new EventEmitter();
  send = (channel, ...message) => this.toPage.emit(channel, {}, ...structuredClone(message));
  setWindowOpenHandler = (handler) => (this.windowOpenHandler = handler);
  forcefullyCrashRenderer = () => this.emit('render-process-gone', {}, { reason: 'killed' });
  setZoomFactor = () => undefined;
  setVisualZoomLevelLimits = () => Promise.resolve();
}

export class BrowserWindow extends EventEmitter {
  webContents = new WebContents();

  constructor(options) {
    super();
    noted.windows.push(options);
    app.emit('web-contents-created', {}, this.webContents);
    serveTest(this, options);
  }

  isDestroyed = () => false;
  show = () => (noted.shown = true);
  loadURL = async (url) => {
    this.webContents.mainFrame = { url, parent: null };
    this.webContents.emit('did-finish-load');
    this.emit('ready-to-show');
  };
}

/** What the preload script of a window may require: a sandboxed one gets no more than this. */
const preloadModules = (contents, exposed) => ({
  electron: {
    contextBridge: { exposeInMainWorld: (name, value) => (exposed[name] = value) },
    ipcRenderer: {
      invoke: async (channel, message) => {
        const handler = handlers.get(channel);
        if (handler === undefined) throw new Error(`nobody handles ${channel}`);
        const event = { sender: contents, senderFrame: contents.mainFrame };
        return structuredClone(await handler(event, structuredClone(message)));
      },
      on: (channel, listener) => contents.toPage.on(channel, listener),
      off: (channel, listener) => contents.toPage.off(channel, listener),
    },
  },
});

const runPreload = (path, contents) => {
  const exposed = {};
  const modules = preloadModules(contents, exposed);
  const require = (name) => {
    if (!Object.hasOwn(modules, name)) throw new Error(`a sandboxed preload may not load ${name}`);
    return modules[name];
  };
  new Function('require', 'module', 'exports', readFileSync(path, 'utf8'))(require, {}, {});
  return exposed;
};

const serveTest = (window, options) => {
  const exposed = runPreload(options.webPreferences.preload, window.webContents);
  const memory = session.fromPartition(options.webPreferences.partition);
  const page = createPage({ window, memory, exposed, noted, app, channels: handlers });
  process.on('message', async ({ id, action, given }) => {
    try {
      process.send({ id, answer: await page[action](...given) });
    } catch (error) {
      process.send({ id, error: String(error) });
    }
  });
};
