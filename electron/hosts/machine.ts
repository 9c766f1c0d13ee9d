import { join } from 'node:path';
import { stringify } from 'yaml';
import { LOCKS } from '../../contract/locks.ts';
import { err, ok } from '../../contract/result.ts';
import type { Clock, Machine, Printer } from '../core/ports.ts';
import { readLinuxLocks } from '../node-ports/linux-locks.ts';
import { createNodeNetwork } from '../node-ports/network.ts';
import { choosePrinter } from '../node-ports/printing/choose-printer.ts';
import type { PrinterChoice } from '../node-ports/printing/choose-printer.ts';
import { writeWhole } from '../node-ports/write-whole.ts';
import { parseConfigText } from './config-text.ts';
import { OWN_CONFIG } from './find-config.ts';
import type { FoundConfig } from './find-config.ts';
import { sentenceOf } from './kiosk-file.ts';

const HEAD =
  '# The configuration of an ASAN kiosk, written by its own set-up. Every key is explained in settings.md.\n' +
  '# For another kiosk: check it with asan-kiosk-check-config, add portal.enrolmentCode, and copy it there.\n';

const toText = (file: object): string => HEAD + stringify(file, { lineWidth: 100 });

/** As the schema of the file has it where nothing is said. Seconds. */
const PRINT_TIMEOUT = 45;
const withTimeout = (
  choice: Omit<PrinterChoice, 'timeout'> & { timeout?: number },
): PrinterChoice => ({
  ...choice,
  timeout: choice.timeout ?? PRINT_TIMEOUT,
});

/** The machine around this host, for setting the kiosk up at its screen. */
export const createMachine = (given: {
  readonly dataFolder: string;
  readonly config: Pick<FoundConfig, 'file' | 'over'>;
  readonly fontsFolder: string;
  readonly clock: Clock;
  /** As `LockFacts` has it. */
  readonly browser: string | null | undefined;
  readonly systemPrinter?: ((choice: PrinterChoice, clock: Clock) => Printer) | undefined;
  readonly restart: () => void;
}): Machine => ({
  locks: async () =>
    process.platform === 'linux'
      ? readLinuxLocks({
          root: '/',
          uid: process.getuid?.() ?? 0,
          dataFolder: given.dataFolder,
          configFile: given.config.file,
          browser: given.browser,
        })
      : LOCKS.map((name) => ({ name, state: 'unknown' as const })),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  networkWith: createNodeNetwork,
  printsVia: process.platform === 'win32' ? 'system' : 'cups',
  printerFor: (choice) =>
    choosePrinter(choice === undefined ? undefined : withTimeout(choice as PrinterChoice), {
      clock: given.clock,
      fontsFolder: given.fontsFolder,
      system: given.systemPrinter,
    }),
  toConfigText: toText,
  readConfigText: (text) => {
    const read = parseConfigText(text, 'yaml');
    if (!read.ok) return err(read.error.map(sentenceOf));
    const { value } = read.value;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? ok(value)
      : err(['the file holds no keys']);
  },
  keepConfig: (file) => {
    const { madeOver: _, ...others } = file as Record<string, unknown>;
    const { over } = given.config;
    const text = toText(over === undefined ? others : { ...others, madeOver: over });
    return writeWhole(join(given.dataFolder, OWN_CONFIG), text);
  },
  restart: given.restart,
});
