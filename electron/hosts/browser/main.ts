import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { err, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import { createCore } from '../../core/create-core.ts';
import { readKeyKind } from '../../core/data-folder.ts';
import type { Ports } from '../../core/ports.ts';
import { createKeyFileWrap } from '../../node-ports/key-file-wrap.ts';
import { createNodeClock } from '../../node-ports/clock.ts';
import { createNodeFiles } from '../../node-ports/files.ts';
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
import { runChromium } from './chromium.ts';
import type { ChromiumRun } from './chromium.ts';
import { chromiumArguments, findChromium, findRootFault } from './chromium-command.ts';
import { startKioskServer } from './server.ts';
import type { KioskServer } from './server.ts';

/** Ends with what a person who starts the kiosk needs to know: 2 for a wrong start, 1 for everything else. */
const giveUp = (sentences: readonly string[], code: 1 | 2): never => {
  process.stderr.write(`${sentences.join('\n')}\n`);
  process.exit(code);
};

const defaults = {
  workingFolder: process.cwd(),
  packsFolder: join(import.meta.dirname, '../../resources/packs'),
  rendererFolder: join(import.meta.dirname, '../renderer'),
};

/** A kiosk that was set up anew is started again here: whoever started the program need not. */
const main = async (): Promise<void> => {
  const ending = createEnding();
  while (!ending.isOver()) {
    const prepared = await prepareHost(
      { argv: process.argv.slice(2), execArgv: process.execArgv, env: process.env },
      defaults,
    );
    if (!prepared.ok) giveUp(prepared.error, 2);
    else if ('report' in prepared.value) {
      process.stdout.write(prepared.value.report.text);
      process.exitCode = prepared.value.report.exitCode;
      return;
    } else await protect(prepared.value, ending);
  }
  process.exit(0);
};

const protect = async (prepared: Prepared, ending: Ending): Promise<void> => {
  const { options } = prepared;
  const protection = await protectKeys({
    options,
    kind: await readKeyKind(createNodeFiles(), options.dataFolder),
    withoutPassphrase: async () => ok(createKeyFileWrap(await findKeyFile(options))),
  });
  if (protection.ok) await run(prepared, protection.value, ending);
  else giveUp([protection.error], 1);
};

const run = async (
  prepared: Prepared,
  protection: KeyProtection,
  ending: Ending,
): Promise<void> => {
  const { options, kiosk, core: coreConfig } = prepared;
  const fontsFolder = join(import.meta.dirname, '../../resources/fonts');
  const executable = findChromium(process.env, process.platform, existsSync);
  const ports = createNodePorts({
    printer: kiosk.printer,
    proxy: kiosk.proxy,
    fontsFolder,
    ...protection,
    writeLog: createLogWriter(options.dataFolder, kiosk),
    machine: createMachine({
      dataFolder: options.dataFolder,
      config: prepared.config,
      fontsFolder,
      clock: createNodeClock(),
      browser: executable,
      restart: ending.startAgain,
    }),
  });
  if (coreConfig.isNew === true) ports.log.warn('setup.needed', { file: options.configFile });
  const files = await readRendererFiles(options.rendererFolder);
  const core = await createCore(ports, coreConfig);
  const printsAddress = options.browser === 'none';
  let browserRun: ChromiumRun | undefined;
  const care = takeCare({
    ...ports,
    core,
    kiosk,
    // A page in a browser that is not ours comes and goes as it likes.
    replacePage: printsAddress ? undefined : () => browserRun?.replace(),
    restart: () => process.kill(process.pid, 'SIGTERM'),
  });
  const server = await startKioskServer({
    ...ports,
    core: care.core,
    files,
    port: options.port,
    tokensStayGood: printsAddress && kiosk.demonstration,
  });
  const browser = printsAddress
    ? ok(undefined)
    : await startChromium(executable, server, kiosk, ports, care);
  if (!browser.ok) giveUp([browser.error], 1);
  else if (printsAddress) process.stdout.write(`Kiosk: ${server.launchAddress()}\n`);
  if (browser.ok) browserRun = browser.value;
  care.ready();
  await ending.asked();
  care.stop();
  await browserRun?.stop();
  await server.stop();
  await core.stop();
};

const startChromium = async (
  executable: string | undefined,
  server: KioskServer,
  { demonstration }: Prepared['kiosk'],
  { clock, log }: Ports,
  { page }: Care,
): Promise<Result<ChromiumRun, string>> => {
  if (executable === undefined) return err('no Chromium here: CHROMIUM_PATH may name one');
  const root = process.getuid?.() === 0;
  const fault = findRootFault({ root, demonstration });
  if (fault !== undefined) return err(fault);
  return ok(
    await runChromium({
      executable,
      argumentsFor: (profile) =>
        chromiumArguments({ address: server.launchAddress(), profile, root }),
      // In memory where the system has such a folder for this user.
      temporaryFolder: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
      clock,
      log,
      onChange: (state) => {
        if (state === 'started') page.opened();
        else server.emptySeat();
      },
    }),
  );
};

interface Ending {
  /** Resolves when this run of the kiosk has to end. */
  readonly asked: () => Promise<void>;
  /** Ends this run, and starts another one with the configuration as it is then. */
  readonly startAgain: () => void;
  /** Nobody wants another run. */
  readonly isOver: () => boolean;
}

/** Ctrl+C, the service manager, and the end of the script that started this. */
const createEnding = (): Ending => {
  let over = false;
  let tell: (() => void) | undefined;
  const end = (): void => {
    over = true;
    tell?.();
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  if (process.connected) process.on('disconnect', end);
  return {
    asked: () =>
      new Promise((resolve) => {
        tell = resolve;
        if (over) resolve();
      }),
    // A service manager starts the program again itself, and would take another run for a hang.
    startAgain: () => (process.env['NOTIFY_SOCKET'] === undefined ? tell?.() : end()),
    isOver: () => over,
  };
};

main().catch((error: unknown) => {
  giveUp([error instanceof Error ? inspect(error) : 'unknown failure'], 1);
});
