import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import { createCore } from '../../core/create-core.ts';
import type { Ports } from '../../core/ports.ts';
import { createKeyFileWrap } from '../../node-ports/key-file-wrap.ts';
import { createNodePorts } from '../../node-ports/node-ports.ts';
import { prepareHost } from '../prepare.ts';
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

const main = async (): Promise<void> => {
  const prepared = await prepareHost(
    { argv: process.argv.slice(2), execArgv: process.execArgv, env: process.env },
    defaults,
  );
  if (!prepared.ok) giveUp(prepared.error, 2);
  else if ('report' in prepared.value) {
    process.stdout.write(prepared.value.report.text);
    process.exitCode = prepared.value.report.exitCode;
  } else await run(prepared.value);
};

const run = async ({ options, kiosk, core: coreConfig }: Prepared): Promise<void> => {
  const ports = createNodePorts({
    printer: kiosk.printer,
    fontsFolder: join(import.meta.dirname, '../../resources/fonts'),
    keyWrap: createKeyFileWrap(join(options.dataFolder, 'kiosk.key')),
    writeLog: createLogWriter(options.dataFolder, kiosk),
  });
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
  const browser = printsAddress ? ok(undefined) : await startChromium(server, kiosk, ports, care);
  if (!browser.ok) giveUp([browser.error], 1);
  else if (printsAddress) process.stdout.write(`Kiosk: ${server.launchAddress()}\n`);
  if (browser.ok) browserRun = browser.value;
  care.ready();
  endCleanly(async () => {
    care.stop();
    await browserRun?.stop();
    await server.stop();
    await core.stop();
  });
};

const startChromium = async (
  server: KioskServer,
  { demonstration }: Prepared['kiosk'],
  { clock, log }: Ports,
  { page }: Care,
): Promise<Result<ChromiumRun, string>> => {
  const executable = findChromium(process.env, process.platform, existsSync);
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

/** Ctrl+C, the service manager, and the end of the script that started this. */
const endCleanly = (stop: () => Promise<void>): void => {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void stop().finally(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  if (process.connected) process.on('disconnect', end);
};

main().catch((error: unknown) => {
  giveUp([error instanceof Error ? (error.stack ?? error.message) : 'unknown failure'], 1);
});
