import type { Paper } from '../../../contract/print-document.ts';
import type { Clock, Printer } from '../../core/ports.ts';
import { paperFontsIn } from './paper-fonts.ts';

/** The part of the kiosk's configuration that says how it prints. */
export interface PrinterChoice {
  readonly via: 'cups' | 'system' | 'folder';
  readonly paper: Paper;
  /** Name of the queue or device; left out: the default one. */
  readonly name?: string | undefined;
  /** Folder of the demonstration's PDF files. */
  readonly folder?: string | undefined;
  /** Seconds for one document. */
  readonly timeout: number;
}

/**
 * The printer of the configuration, undefined where there is none. `system` prints with what the
 * host has for it and is made there. What draws PDF is loaded at the first print.
 */
export const choosePrinter = (
  choice: PrinterChoice | undefined,
  given: {
    readonly clock: Clock;
    readonly fontsFolder: string;
    readonly system?: ((choice: PrinterChoice, clock: Clock) => Printer) | undefined;
  },
): Printer | undefined => {
  if (choice === undefined) return undefined;
  const { via, paper, name, folder, timeout } = choice;
  if (via === 'system') return given.system?.(choice, given.clock);
  const fonts = paperFontsIn(given.fontsFolder);
  const { clock } = given;
  return lazily(async () => {
    if (via === 'folder' && folder !== undefined)
      return (await import('./folder-printer.ts')).createFolderPrinter({ folder, paper, fonts });
    const { createCupsPrinter } = await import('./cups-printer.ts');
    return createCupsPrinter({ queue: name, paper, fonts, clock, timeout: timeout * 1000 });
  });
};

const lazily = (make: () => Promise<Printer>): Printer => {
  let printer: Promise<Printer> | undefined;
  return {
    print: async (order) => (await (printer ??= make())).print(order),
  };
};
