import { app, clipboard, ipcMain, powerSaveBlocker, protocol } from 'electron';
import { BrowserWindow, Menu, safeStorage, session } from 'electron';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createCore } from '../../core/create-core.ts';
import type { Core } from '../../core/core.ts';
import { readKeyKind } from '../../core/data-folder.ts';
import type { Clock, Printer } from '../../core/ports.ts';
import { createNodeClock } from '../../node-ports/clock.ts';
import { createNodeFiles } from '../../node-ports/files.ts';
import type { PrinterChoice } from '../../node-ports/printing/choose-printer.ts';
import { findKeyFile } from '../key-file.ts';
import { createMachine } from '../machine.ts';
import { createNodePorts } from '../../node-ports/node-ports.ts';
import { prepareHost } from '../prepare.ts';
import { protectKeys } from '../protect-keys.ts';
import type { KeyProtection } from '../protect-keys.ts';
import { createLogWriter, takeCare } from '../run-for-months.ts';
import type { Care } from '../run-for-months.ts';
import type { Prepared } from '../prepare.ts';
import { readRendererFiles } from '../renderer-files.ts';
import { createAppProtocol, SCHEME, SCHEME_PRIVILEGES } from './app-protocol.ts';
import { ownArguments } from './arguments.ts';
import { chooseKeyWrap } from './choose-key-wrap.ts';
import { answerCalls } from './ipc.ts';
import { createElectronPrinter } from './printing.ts';
import { lockApp, lockSession } from './security.ts';
import { keepWindow } from './window.ts';
import type { KioskWindow } from './window.ts';
import { kioskWindowOptions, PARTITION, printWindowOptions } from './window-options.ts';

/** Ends before anything was shown: 2 for a wrong start, 1 for everything else. */
const giveUp = (sentences: readonly string[], code: 1 | 2): void => {
  process.stderr.write(`${sentences.join('\n')}\n`);
  app.exit(code);
};

const defaults = {
  workingFolder: process.cwd(),
  packsFolder: app.isPackaged
    ? join(process.resourcesPath, 'packs')
    : join(import.meta.dirname, '../../resources/packs'),
  fontsFolder: app.isPackaged
    ? join(process.resourcesPath, 'fonts')
    : join(import.meta.dirname, '../../resources/fonts'),
  rendererFolder: join(import.meta.dirname, '../renderer'),
};

const main = async (): Promise<void> => {
  const argv = ownArguments(process.argv, app.isPackaged);
  const execArgv = app.isPackaged ? process.execArgv : [];
  const prepared = await prepareHost({ argv, execArgv, env: process.env }, defaults);
  if (!prepared.ok) {
    giveUp(prepared.error, 2);
    return;
  }
  const { value } = prepared;
  if ('report' in value) {
    process.stdout.write(value.report.text);
    app.exit(value.report.exitCode);
    return;
  }
  // Chromium's own files lie with the kiosk's data, so that one folder is all there is to protect.
  app.setPath('userData', join(value.options.dataFolder, 'shell'));
  if (!app.requestSingleInstanceLock()) {
    giveUp(['the kiosk runs already'], 1);
    return;
  }
  await app.whenReady();
  const { options, kiosk } = value;
  const keyFile = await findKeyFile(options);
  const protection = await protectKeys({
    options,
    kind: await readKeyKind(createNodeFiles(), options.dataFolder),
    withoutPassphrase: (kind) =>
      chooseKeyWrap({
        storage: safeStorage,
        platform: process.platform,
        demonstration: kiosk.demonstration,
        kind,
        keyFile,
      }),
  });
  if (protection.ok) await run(value, protection.value, keyFile);
  else giveUp([protection.error], 1);
};

const run = async (
  prepared: Prepared,
  protection: KeyProtection,
  keyFile: string,
): Promise<void> => {
  const systemPrinter = (choice: PrinterChoice, clock: Clock): Printer =>
    createElectronPrinter({
      choice,
      clock,
      openWindow: () => new BrowserWindow(printWindowOptions),
    });
  const restart = (): void => {
    // Without a service manager nobody else would start it again.
    if (process.env['NOTIFY_SOCKET'] === undefined) app.relaunch();
    app.quit();
  };
  const ports = createNodePorts({
    proxy: prepared.kiosk.proxy,
    machine: createMachine({
      dataFolder: prepared.options.dataFolder,
      config: prepared.config,
      fontsFolder: defaults.fontsFolder,
      clock: createNodeClock(),
      browser: null,
      systemPrinter,
      restart,
    }),
    ...protection,
    writeLog: createLogWriter(prepared.options.dataFolder, prepared.kiosk),
    printer: prepared.kiosk.printer,
    fontsFolder: defaults.fontsFolder,
    systemPrinter,
  });
  const { log, clock } = ports;
  if (protection.keyWrap.kind === 'key-file') log.warn('key_file.used', { file: keyFile });
  lockApp(app, log);
  const files = await readRendererFiles(prepared.options.rendererFolder);
  const core = await createCore(ports, prepared.core);
  const care = takeCare({
    core,
    clock,
    log,
    kiosk: prepared.kiosk,
    replacePage: () => {
      kept.replacePage();
    },
    restart,
  });

  const memory = session.fromPartition(PARTITION, { cache: false });
  lockSession(memory, log);
  memory.protocol.handle(SCHEME, createAppProtocol(files));
  Menu.setApplicationMenu(null);
  powerSaveBlocker.start('prevent-display-sleep');

  const preload = join(import.meta.dirname, '../preload/preload.cjs');
  const window = new BrowserWindow(kioskWindowOptions({ preload, development: false }));
  const kept = keepWindow({
    window,
    core,
    clock,
    log,
    onLoad: () => {
      care.page.opened();
    },
    forget: async () => {
      clipboard.clear();
      window.webContents.navigationHistory.clear();
      await Promise.all([memory.clearStorageData(), memory.clearCache()]);
    },
  });
  answerCalls(ipcMain, {
    core: care.core,
    log,
    session: () => kept.session(),
    kioskContents: () => (window.isDestroyed() ? undefined : window.webContents),
  });
  care.ready();
  endCleanly(core, kept, care);
};

/** Lets the core close its store before the process ends. */
const endCleanly = (core: Core, kept: KioskWindow, care: Care): void => {
  let ending = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    care.stop();
    kept.release();
    void core.stop().finally(() => {
      app.exit(0);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      app.quit();
    });
};

app.enableSandbox();
for (const name of ['disable-pinch', 'disable-background-networking', 'disable-component-update'])
  app.commandLine.appendSwitch(name);
app.commandLine.appendSwitch('overscroll-history-navigation', '0');
protocol.registerSchemesAsPrivileged([SCHEME_PRIVILEGES]);
main().catch((error: unknown) => {
  giveUp([error instanceof Error ? inspect(error) : 'unknown failure'], 1);
});
