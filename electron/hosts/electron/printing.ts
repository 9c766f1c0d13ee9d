import type { BrowserWindow } from 'electron';
import type { PrintFault } from '../../../contract/print-document.ts';
import type { Clock, Printer, PrintOrder, PrintOutcome } from '../../core/ports.ts';
import type { PrinterChoice } from '../../node-ports/printing/choose-printer.ts';
import { paperPage } from './paper-page.ts';

type PrintWindow = Pick<BrowserWindow, 'loadURL' | 'destroy'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'print'>;
};

export interface ElectronPrintingSettings {
  readonly choice: PrinterChoice;
  readonly clock: Clock;
  /** A hidden window of its own session that runs no script and reaches nothing. */
  readonly openWindow: () => PrintWindow;
}

const MICRONS_PER_MM = 1000;
/** Electron asks for a length; a roll printer cuts after the last line. */
const ROLL_LENGTH_MM = 297;

/**
 * Prints with what Electron has, where there is no CUPS. Electron may never call back when a printer
 * is gone (electron#22365, #30340), and calls success what the spooler has taken: so silence has an
 * end here, and "printed" means no more than "taken by the system".
 */
export const createElectronPrinter = (settings: ElectronPrintingSettings): Printer => ({
  print: async (order) => {
    const window = settings.openWindow();
    try {
      return await Promise.race([printIn(window, settings, order), silence(settings)]);
    } finally {
      window.destroy();
    }
  },
});

const failed = (fault: PrintFault): PrintOutcome => ({ kind: 'failed', fault });

const silence = ({ clock, choice }: ElectronPrintingSettings): Promise<PrintOutcome> =>
  new Promise((resolve) => {
    clock.schedule(choice.timeout * 1000, () => resolve(failed('no_answer')));
  });

const printIn = async (
  window: PrintWindow,
  { choice }: ElectronPrintingSettings,
  { document, frame, signal, started }: PrintOrder,
): Promise<PrintOutcome> => {
  const page = paperPage(document, frame, choice.paper);
  await window.loadURL(`data:text/html;base64,${Buffer.from(page).toString('base64')}`);
  if (signal.aborted) return failed('failed');
  started();
  return new Promise((resolve) => {
    window.webContents.print(
      {
        silent: true,
        printBackground: true,
        margins: { marginType: 'none' },
        pageSize:
          choice.paper === 'a4'
            ? 'A4'
            : { width: 80 * MICRONS_PER_MM, height: ROLL_LENGTH_MM * MICRONS_PER_MM },
        ...(choice.name !== undefined && { deviceName: choice.name }),
      },
      (success, reason) => resolve(success ? { kind: 'printed' } : failed(faultOf(reason))),
    );
  });
};

const faultOf = (reason: string): PrintFault =>
  /invalid|no valid printers|not available/i.test(reason) ? 'gone' : 'failed';
