import type { Paper, PrintFault } from '../../../contract/print-document.ts';
import type { Clock, Printer, PrintOrder, PrintOutcome } from '../../core/ports.ts';
import {
  endedBadly,
  faultOf,
  jobAlerts,
  printerWords,
  queueOf,
  refusalOf,
  requestIdOf,
} from './cups-words.ts';
import { renderPdf } from './pdf-document.ts';
import type { PaperPdf } from './pdf-document.ts';
import type { PaperFonts } from './pdf-ink.ts';
import { runCommand } from './run-command.ts';
import type { CommandResult } from './run-command.ts';

export interface CupsSettings {
  /** Name of the queue; left out: the machine's default one. */
  readonly queue?: string | undefined;
  readonly paper: Paper;
  readonly fonts: () => Promise<PaperFonts>;
  readonly clock: Clock;
  /** Milliseconds for one document, all in all. */
  readonly timeout: number;
  /** Milliseconds between two looks at the queue. */
  readonly pollEvery?: number;
  /** Milliseconds for which a complaint must last: an old one stays in CUPS until the next job clears it. */
  readonly patience?: number;
  /** Folder of `lp`, `lpstat` and `cancel`; left out: wherever the system finds them. */
  readonly commands?: string;
}

const COMMAND_TIMEOUT = 10_000;

/**
 * Prints through CUPS: the document goes to `lp` on its standard input, so it is never a file here,
 * with its size said, because CUPS would guess another. What became of it is asked of `lpstat` until
 * the job has left the queue; a job that has not by then is cancelled, so that it does not come out
 * in front of the next person.
 */
export const createCupsPrinter = (settings: CupsSettings): Printer => ({
  print: async (order) => {
    const pdf = await renderPdf(order.document, {
      paper: settings.paper,
      fonts: await settings.fonts(),
      frame: order.frame,
    });
    if (order.signal.aborted) return failed('failed');
    const deadline = settings.clock.monotonic() + settings.timeout;
    const taken = await run(settings, 'lp', lpArguments(settings, order, pdf), pdf.bytes);
    const requestId = requestIdOf(taken.output);
    if (!taken.ended) {
      // Nobody knows whether the queue has it: a kiosk's queue is its own, so all of it goes.
      await run(settings, 'cancel', ['-a', ...(settings.queue ? [settings.queue] : [])]);
      return failed('no_answer');
    }
    if (taken.code !== 0 || requestId === undefined) return failed(refusalOf(taken.complaint));
    order.started();
    const outcome = await follow(settings, requestId, deadline, order.signal);
    if (outcome.kind === 'failed') await run(settings, 'cancel', [requestId]);
    return outcome;
  },
});

const failed = (fault: PrintFault): PrintOutcome => ({ kind: 'failed', fault });

const run = (
  { commands, timeout }: CupsSettings,
  command: string,
  args: readonly string[],
  input?: Uint8Array,
): Promise<CommandResult> =>
  runCommand({
    command: commands === undefined ? command : `${commands}/${command}`,
    args,
    timeout: Math.min(timeout, COMMAND_TIMEOUT),
    ...(input !== undefined && { input }),
  });

const lpArguments = (
  { queue, paper }: CupsSettings,
  { name }: PrintOrder,
  { heightMm }: PaperPdf,
): readonly string[] => [
  ...(queue === undefined ? [] : ['-d', queue]),
  '-t',
  name,
  '-o',
  `media=${paper === 'a4' ? 'A4' : `Custom.80x${heightMm}mm`}`,
  '-o',
  'print-scaling=none',
  '-',
];

type Look =
  | { readonly kind: 'waiting'; readonly fault: PrintFault | undefined }
  | { readonly kind: 'over'; readonly outcome: PrintOutcome }
  | { readonly kind: 'silent' };

/** Looks at the queue until the job has left it, a complaint has lasted, or time is over. */
const follow = async (
  settings: CupsSettings,
  requestId: string,
  deadline: number,
  signal: AbortSignal,
): Promise<PrintOutcome> => {
  const { clock, pollEvery = 700, patience = 6_000 } = settings;
  let complaint: { readonly fault: PrintFault; readonly since: number } | undefined;
  while (!signal.aborted && clock.monotonic() < deadline) {
    const look = await lookAt(settings, requestId);
    if (look.kind === 'over') return look.outcome;
    const fault = look.kind === 'waiting' ? look.fault : undefined;
    if (fault === undefined) complaint = undefined;
    else if (complaint?.fault !== fault) complaint = { fault, since: clock.monotonic() };
    else if (clock.monotonic() - complaint.since >= patience) return failed(fault);
    await pause(clock, pollEvery);
  }
  return failed(complaint?.fault ?? 'no_answer');
};

const lookAt = async (settings: CupsSettings, requestId: string): Promise<Look> => {
  const queue = queueOf(requestId);
  const list = (which: string) => run(settings, 'lpstat', ['-l', '-W', which, '-o', queue]);
  const open = await list('not-completed');
  if (!open.ended) return { kind: 'silent' };
  if (open.code !== 0)
    return {
      kind: 'waiting',
      fault: /invalid destination/i.test(open.complaint) ? 'gone' : undefined,
    };
  if (jobAlerts(open.output, requestId) === undefined) {
    const ended = await list('completed');
    return ended.ended && ended.code === 0 ? overOf(ended.output, requestId) : { kind: 'silent' };
  }
  const printer = await run(settings, 'lpstat', ['-l', '-p', queue]);
  if (!printer.ended) return { kind: 'silent' };
  return { kind: 'waiting', fault: faultOf(printerWords(printer.output)) };
};

/** A job that is in neither list was thrown away by somebody: that is not "printed". */
const overOf = (listing: string, requestId: string): Look => {
  const alerts = jobAlerts(listing, requestId);
  const printed = alerts !== undefined && !endedBadly(alerts);
  return { kind: 'over', outcome: printed ? { kind: 'printed' } : failed('failed') };
};

const pause = (clock: Clock, delay: number): Promise<void> =>
  new Promise((resolve) => {
    clock.schedule(delay, resolve);
  });
