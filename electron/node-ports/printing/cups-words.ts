import type { PrintFault } from '../../../contract/print-document.ts';

/** What `lpstat -l` says of one job and of the printer itself, read from its English words. */

/** "request id is front-desk-12 (1 file(s))" */
export const requestIdOf = (output: string): string | undefined =>
  /request id is (\S+-\d+)/.exec(output)?.[1];

export const queueOf = (requestId: string): string => requestId.replace(/-\d+$/, '');

/** Words under "Alerts:" of a job in the list; undefined when the job is not listed. */
export const jobAlerts = (listing: string, requestId: string): readonly string[] | undefined => {
  const lines = listing.split('\n');
  const start = lines.findIndex((line) => line.split(/\s/)[0] === requestId);
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^\S/.test(line));
  return alertsIn(end < 0 ? rest : rest.slice(0, end));
};

export interface PrinterWords {
  readonly stopped: boolean;
  readonly alerts: readonly string[];
}

export const printerWords = (listing: string): PrinterWords => ({
  stopped: /^printer \S+ disabled /m.test(listing),
  alerts: alertsIn(listing.split('\n')),
});

const alertsIn = (lines: readonly string[]): readonly string[] =>
  lines
    .flatMap((line) => /^\s*Alerts:(.*)$/.exec(line)?.[1]?.trim().split(/\s+/) ?? [])
    .filter((word) => word !== '' && word !== 'none');

/** IPP's printer-state-reasons (RFC 8011, 5.4.12), first match first: what a person can do something about. */
const FAULTS: readonly (readonly [RegExp, PrintFault])[] = [
  [/^media-(empty|needed)/, 'no_paper'],
  [/^media-jam/, 'jammed'],
  [/^(cover|door|interlock)-open/, 'open'],
  [/^(connecting-to-device|offline|shutdown|timed-out)/, 'gone'],
  [/^(paused|moving-to-paused|stopped-partly)/, 'stopped'],
];

/** What keeps a printer from printing; undefined when nothing does. Warnings and reports keep nobody. */
export const faultOf = ({ stopped, alerts }: PrinterWords): PrintFault | undefined => {
  const serious = alerts.filter((word) => !/-(warning|report)$/.test(word));
  const found = FAULTS.find(([words]) => serious.some((word) => words.test(word)))?.[1];
  return found ?? (stopped ? 'stopped' : undefined);
};

/** Whether a job that is in the list of ended ones did not end well. */
export const endedBadly = (alerts: readonly string[]): boolean =>
  alerts.some((word) => /cancel|abort|error/.test(word));

/** Why `lp` did not take a document. */
export const refusalOf = (complaint: string): PrintFault =>
  /does not exist|no default destination|unable to connect|bad file descriptor|no such file|scheduler/i.test(
    complaint,
  )
    ? 'gone'
    : /not accepting|rejecting|disabled/i.test(complaint)
      ? 'stopped'
      : 'failed';
