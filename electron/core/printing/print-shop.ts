import type {
  PrintDocument,
  PrintFault,
  PrintJob,
  PrintState,
} from '../../../contract/print-document.ts';
import { fail, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { PaperState } from '../../../contract/heartbeat.ts';
import type { KioskError } from '../../../contract/errors.ts';
import type { KioskConfig } from '../config.ts';
import type { Counters } from '../counters.ts';
import type { Ids, Log, Printer } from '../ports.ts';
import type { Citizen, Sessions, Staff } from '../session.ts';
import { hideFins } from './hide-fins.ts';
import { frameOf } from './paper-frame.ts';

/** Whose paper it is: when this person has gone, nothing of it comes out and nobody is told. */
export type PrintOwner = Citizen | Staff;

export type PrintResult = Result<PrintJob, KioskError<'no_printer' | 'too_many' | 'session_over'>>;

/** Where every feature has its documents printed. */
export interface PrintShop {
  readonly available: boolean;
  /** Puts a document in line; how far it comes is told to its owner's session as `print_changed`. */
  print(document: PrintDocument, owner: PrintOwner): PrintResult;
  job(jobId: string, owner: PrintOwner): PrintJob | undefined;
  /** Why the last paper did not come out; undefined after one that did. */
  trouble(): PrintFault | undefined;
  /** What the last print says of the paper; undefined without a printer. */
  paper(): PaperState | undefined;
}

export interface PrintShopOptions {
  readonly printer: Printer | undefined;
  readonly sessions: Pick<Sessions, 'tell' | 'onArrival' | 'onWipe'>;
  readonly kiosk: KioskConfig;
  readonly counters: Pick<Counters, 'note'>;
  readonly ids: Ids;
  readonly log: Log;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** A person who taps and taps gets paper for the first few. */
const MOST_OPEN_JOBS = 5;

interface Entry {
  job: PrintJob;
  readonly owner: PrintOwner;
  readonly abort: AbortController;
}

const isCancelled = ({ abort }: Entry): boolean => abort.signal.aborted;
const isOpen = ({ job }: Entry): boolean => job.state === 'queued' || job.state === 'printing';

export const createPrintShop = (options: PrintShopOptions): PrintShop => {
  const { printer, sessions, counters, ids, log } = options;
  const entries = new Map<string, Entry>();
  /** Those who have left: what they asked for may be ready only now. */
  const gone = new WeakSet<PrintOwner>();
  let line: Promise<void> = Promise.resolve();
  /** How the last print ended; undefined before the first. */
  let last: 'printed' | PrintFault | undefined;

  const move = (entry: Entry, state: PrintState, fault?: PrintFault): void => {
    entry.job = { jobId: entry.job.jobId, state, ...(fault !== undefined && { fault }) };
    const { job, owner } = entry;
    sessions.tell(({ citizen, staff }) =>
      citizen === owner || staff === owner ? { type: 'print_changed', job } : undefined,
    );
  };

  const run = async (printing: Printer, entry: Entry, document: PrintDocument): Promise<void> => {
    const { jobId } = entry.job;
    if (isCancelled(entry)) return;
    try {
      const outcome = await printing.print({
        document,
        frame: frameOf(options.kiosk, document.language, options.now()),
        name: `asan-${jobId}`,
        signal: entry.abort.signal,
        started: () => move(entry, 'printing'),
      });
      // Paper that came out although its person had gone is paper; what was called back is no fault.
      if (outcome.kind === 'printed' || !isCancelled(entry)) counters.note('printer', outcome.kind);
      if (isCancelled(entry)) return;
      last = outcome.kind === 'failed' ? outcome.fault : 'printed';
      if (outcome.kind === 'printed') move(entry, 'printed');
      else move(entry, 'failed', outcome.fault);
      if (outcome.kind === 'failed') dropLeftOvers();
      log.info('print.ended', { jobId, outcome: last });
      if (gone.has(entry.owner)) entries.delete(jobId);
    } catch (error) {
      // An adapter's bug: the person is told that nothing came out, as for every other fault.
      last = 'failed';
      counters.note('printer', 'failed');
      log.error('print.broken', { jobId, error: error instanceof Error ? error.name : 'unknown' });
      move(entry, 'failed', 'failed');
    }
  };

  const openOf = (owner: PrintOwner): number =>
    [...entries.values()].filter((entry) => entry.owner === owner && isOpen(entry)).length;

  /** Nothing of those who have gone may come out in front of the next person. */
  const dropLeftOvers = (isToGo: (entry: Entry) => boolean = () => true): void => {
    for (const [jobId, entry] of entries)
      if (gone.has(entry.owner) && isToGo(entry)) {
        entry.abort.abort();
        entries.delete(jobId);
      }
  };

  // The paper that is under way is half out of the printer already.
  sessions.onArrival(() => dropLeftOvers(({ job }) => job.state === 'queued'));
  sessions.onWipe((owner, reason) => {
    gone.add(owner);
    for (const [jobId, entry] of entries)
      if (entry.owner === owner && !isOpen(entry)) entries.delete(jobId);
    // Who has pressed Finish stands there and waits for the paper; all others are not there.
    if (reason !== 'finished') dropLeftOvers();
  });

  return {
    available: printer !== undefined,
    print: (document, owner) => {
      if (printer === undefined) return fail('no_printer');
      if (gone.has(owner)) return fail('session_over');
      if (openOf(owner) >= MOST_OPEN_JOBS) return fail('too_many');
      const jobId = ids.next();
      const abort = new AbortController();
      const entry: Entry = { job: { jobId, state: 'queued' }, owner, abort };
      entries.set(jobId, entry);
      line = line.then(() => run(printer, entry, hideFins(document)));
      return ok(entry.job);
    },
    job: (jobId, owner) => {
      const entry = entries.get(jobId);
      return entry?.owner === owner && !gone.has(owner) ? entry.job : undefined;
    },
    trouble: () => (last === 'printed' ? undefined : last),
    paper: () => (printer === undefined ? undefined : paperAfter(last)),
  };
};

const paperAfter = (last: 'printed' | PrintFault | undefined): PaperState => {
  if (last === 'printed') return 'ok';
  return last === 'no_paper' ? 'out' : 'unknown';
};
