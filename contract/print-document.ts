import type { Language } from './languages.ts';

/**
 * What goes on paper, as data: a printer's adapter decides how it looks. A feature composes one,
 * the print shop adds who prints it and when, and no document carries a whole FIN.
 */
export interface PrintDocument {
  readonly language: Language;
  /** First line of the paper, and the name of the job: nothing personal in it. */
  readonly title: string;
  readonly blocks: readonly PrintBlock[];
}

export type PrintBlock =
  | { readonly kind: 'heading'; readonly text: string }
  /** A paragraph; line ends are kept. */
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'strong' | 'small' }
  | { readonly kind: 'steps'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly PrintFact[] }
  /** The first row heads the columns. On a narrow roll each row becomes a small list. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  /** A reference or a code, large enough to be copied by hand. */
  | { readonly kind: 'code'; readonly label: string; readonly value: string }
  | { readonly kind: 'qr'; readonly text: string; readonly caption?: string };

export interface PrintFact {
  readonly label: string;
  readonly value: string;
}

/** Paper that a kiosk may hold: the roll of a receipt printer, or sheets. */
export const PAPERS = ['roll-80mm', 'a4'] as const;
export type Paper = (typeof PAPERS)[number];

/** Lines that stand on every paper, above and below the document. */
export interface PaperFrame {
  readonly head: readonly string[];
  readonly foot: readonly string[];
}

/**
 * Why nothing came out. `no_answer`: the printer or its queue did not answer in time; `gone`: it was
 * pulled out, or is unknown to this machine; `stopped`: somebody paused it.
 */
export const PRINT_FAULTS = [
  'no_paper',
  'jammed',
  'open',
  'gone',
  'stopped',
  'no_answer',
  'failed',
] as const;
export type PrintFault = (typeof PRINT_FAULTS)[number];

export type PrintState = 'queued' | 'printing' | 'printed' | 'failed';

/** One try to put a document on paper, as its person sees it. */
export interface PrintJob {
  readonly jobId: string;
  readonly state: PrintState;
  /** There when, and only when, it failed. */
  readonly fault?: PrintFault;
}
