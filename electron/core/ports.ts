import type { LockState } from '../../contract/locks.ts';
import type { Result } from '../../contract/result.ts';
import type { Language } from '../../contract/languages.ts';
import type { SpeechRate } from '../../contract/speech.ts';
import type { PaperFrame, PrintDocument, PrintFault } from '../../contract/print-document.ts';
import type { Bundles } from './updates/bundles.ts';

/**
 * What the core needs from the world around it. Hosts give the real ones, tests their own.
 * Nothing in the core asks for time, chance, files or network in any other way.
 */

export type Cancel = () => void;

export interface Clock {
  /** Milliseconds since the Unix epoch; may jump when the device's clock is set. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonic(): number;
  /** Runs the task once after `delay` milliseconds; does not keep the process alive. */
  schedule(delay: number, task: () => void): Cancel;
}

export interface Random {
  bytes(length: number): Uint8Array;
  /** Uniform in [0, 1). */
  fraction(): number;
}

export interface Ids {
  /** A new UUID, version 7. */
  next(): string;
}

export interface NetworkRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Milliseconds until the request is given up. */
  readonly timeout: number;
  /** Milliseconds more for each byte of the answer that has come: a slow line is no dead one. Left out: none. */
  readonly timeoutPerByte?: number;
  /** Bytes of the answer that are read; a longer answer is an error. */
  readonly maxAnswerBytes: number;
  readonly signal?: AbortSignal;
  /** On a connection of its own, which is closed afterwards: nothing ties it to other requests. */
  readonly alone?: true;
}

export interface NetworkAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Network {
  /** Rejects with `NetworkError` when no whole answer came; never follows a redirect. */
  send(request: NetworkRequest): Promise<NetworkAnswer>;
  /** Calls the listener when the device may be on a network again; left out where nobody can tell. */
  onReconnect?(listener: () => void): Cancel;
}

export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

/** An open file. Offsets and lengths in bytes. */
export interface FileHandle {
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Writes all of `bytes` at `offset`. */
  write(offset: number, bytes: Uint8Array): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Write and sync in one: these bytes are on the disk when it resolves. What else was written may not be. */
  writeDurably(offset: number, bytes: Uint8Array): Promise<void>;
  /** fdatasync: what was written, and the length, is on the disk when it resolves. */
  sync(): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

/** The part of a file system that the store uses. Paths are absolute. Failures carry Node's `code` (ENOENT, ENOSPC, EIO, …). */
export interface Files {
  open(path: string, mode: 'read' | 'read-write' | 'create-new'): Promise<FileHandle>;
  /** Names in the folder, unsorted. */
  list(folder: string): Promise<readonly string[]>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** fsync of the folder: names created, renamed or removed in it are on the disk when it resolves. */
  syncFolder(folder: string): Promise<void>;
  freeBytes(folder: string): Promise<number>;
  /** Takes the folder for this process until `release`; answers undefined while another process holds it. */
  lock(path: string): Promise<{ release(): Promise<void> } | undefined>;
}

/** A file in a folder that others fill: a stick, a scanner's output. `name` has "/" between folder and file. */
export interface FoundFile {
  readonly name: string;
  readonly bytes: number;
}

/** What of a folder cannot be had: `gone` also when a stick is pulled out while it is read. */
export type MediumFault = 'gone' | 'too_large' | 'refused';

export class MediumError extends Error {
  override readonly name = 'MediumError';
  constructor(
    readonly fault: MediumFault,
    options?: ErrorOptions,
  ) {
    super(fault, options);
  }
}

/**
 * Folders whose content comes from outside, for reading only. No name leads out of the folder,
 * symbolic links and anything but plain files do not exist. Both reject with `MediumError`.
 */
export interface ForeignFolders {
  /** Plain files in the folder and in the folders directly in it, `most` at most. */
  list(folder: string, most: number): Promise<readonly FoundFile[]>;
  /** The whole file; `too_large` before a byte of it is read. */
  read(folder: string, name: string, mostBytes: number): Promise<Uint8Array>;
}

/** Protects the data key at rest: Electron's safeStorage, a key file, or a passphrase. */
export interface KeyWrap {
  /** Name of the method, kept beside the wrapped key: "safe-storage", "key-file", "passphrase". */
  readonly kind: string;
  /** Rejects rather than protect a key in another way than the one that it has opened before. */
  wrap(key: Uint8Array): Promise<Uint8Array>;
  /** Rejects when this device cannot open what it wrapped. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}

/** A document that is to be put on paper, once. */
export interface PrintOrder {
  readonly document: PrintDocument;
  readonly frame: PaperFrame;
  /** Name of the job for the printer's queue: an id, nothing of a person. */
  readonly name: string;
  /** Aborted when its person has left: what has not come out yet must not. */
  readonly signal: AbortSignal;
  /** The printer has taken the document. */
  readonly started: () => void;
}

/** "Printed" only when the printer has said so; everything else, silence included, is a fault. */
export type PrintOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'failed'; readonly fault: PrintFault };

export interface Printer {
  /** Resolves in bounded time; never rejects for what a printer does. */
  print(order: PrintOrder): Promise<PrintOutcome>;
}

/** A few sentences to be spoken. */
export interface Spoken {
  readonly text: string;
  readonly language: Language;
  readonly rate: SpeechRate;
}

export interface Speech {
  /** A WAV file; undefined when nothing could be said. Resolves in bounded time. */
  say(spoken: Spoken): Promise<Uint8Array | undefined>;
}

export type LogDetails = Readonly<Record<string, string | number | boolean | undefined>>;

/** Structured lines without personal data: events have names, details are counts, codes and ids. */
export interface Log {
  info(event: string, details?: LogDetails): void;
  warn(event: string, details?: LogDetails): void;
  error(event: string, details?: LogDetails): void;
}

/** An HTTP proxy between the kiosk and its portal. */
export interface ProxyChoice {
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

/** The machine around the kiosk, as setting it up needs it. */
export interface Machine {
  /** Whether each lock of the operating system is shut. */
  locks(): Promise<readonly LockState[]>;
  /** IANA name of the device's own time zone. */
  timeZone(): string;
  /** A network as it would be with this proxy. */
  networkWith(proxy: ProxyChoice | undefined): Network;
  readonly printsVia: 'cups' | 'system';
  /** The printer as the configuration's `printer` would have it. */
  printerFor(choice: unknown): Printer | undefined;
  /** Text of a configuration file in the kiosk's notation. */
  toConfigText(file: object): string;
  /** What a configuration file says; the error is sentences, with lines. */
  readConfigText(text: string): Result<object, readonly string[]>;
  /** Replaces this kiosk's own configuration; durable when it resolves. Fails with the file system's codes. */
  keepConfig(file: object): Promise<void>;
  /** Ends this kiosk and starts it with the configuration that was kept. */
  restart(): void;
}

export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly network: Network;
  readonly files: Files;
  readonly foreignFolders: ForeignFolders;
  readonly bundles: Bundles;
  readonly keyWrap: KeyWrap;
  /** What may have protected the data before; what they open is protected by `keyWrap` from then on. */
  readonly earlierKeyWraps?: readonly KeyWrap[] | undefined;
  readonly log: Log;
  /** Left out: this kiosk cannot be set up at its own screen. */
  readonly machine?: Machine;
  /** Left out: this kiosk has no printer, and no screen offers one. */
  readonly printer?: Printer;
  /** Left out: nothing here can speak, and no screen offers to. */
  readonly speech?: Speech;
}
