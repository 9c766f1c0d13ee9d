import type { Clock, KeyWrap, Machine, Ports, Printer, ProxyChoice } from '../core/ports.ts';
import { createNodeBundles } from './bundles/node-bundles.ts';
import { createNodeClock } from './clock.ts';
import { createNodeFiles } from './files.ts';
import { createForeignFolders } from './foreign-folders.ts';
import { createIds } from './ids.ts';
import { choosePrinter } from './printing/choose-printer.ts';
import type { PrinterChoice } from './printing/choose-printer.ts';
import { createLog } from './log.ts';
import { createNodeNetwork } from './network.ts';
import { createEspeak, findEspeak } from './speech/espeak.ts';
import { createNodeRandom } from './random.ts';

/** All that the core needs, from Node. What differs between hosts is given: the key wrap, and where log lines go. */
export const createNodePorts = (given: {
  readonly keyWrap: KeyWrap;
  readonly earlierKeyWraps?: readonly KeyWrap[] | undefined;
  readonly writeLog: (line: string) => void;
  /** Left out: the portal is reached directly. */
  readonly proxy?: ProxyChoice | undefined;
  readonly machine?: Machine;
  /** How the kiosk prints, and where the letters for it are; left out: it does not. */
  readonly printer?: PrinterChoice | undefined;
  readonly fontsFolder?: string;
  /** The host's own way of printing. */
  readonly systemPrinter?: (choice: PrinterChoice, clock: Clock) => Printer;
}): Ports => {
  const clock = createNodeClock();
  const random = createNodeRandom();
  const espeak = findEspeak(process.env['PATH']);
  const printer = choosePrinter(given.printer, {
    clock,
    fontsFolder: given.fontsFolder ?? '',
    system: given.systemPrinter,
  });
  return {
    clock,
    random,
    ids: createIds(clock, random),
    network: createNodeNetwork(given.proxy),
    files: createNodeFiles(),
    foreignFolders: createForeignFolders(),
    bundles: createNodeBundles(),
    keyWrap: given.keyWrap,
    earlierKeyWraps: given.earlierKeyWraps,
    log: createLog(given.writeLog, () => clock.now()),
    ...(given.machine && { machine: given.machine }),
    ...(printer !== undefined && { printer }),
    ...(espeak !== undefined && { speech: createEspeak(espeak) }),
  };
};
