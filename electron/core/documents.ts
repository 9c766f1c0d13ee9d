import {
  type AddedFile,
  DOCUMENT_LIMITS,
  type DocumentsView,
  type KeptType,
  type MissingReason,
} from '../../contract/documents.ts';

/** A page or a file that was added, in memory until its application is submitted. */
export interface HeldFile {
  readonly id: string;
  readonly paperId?: string;
  readonly mediaType: KeptType;
  readonly pages: number;
  readonly bytes: Uint8Array;
}

/** What was added to one application, and why something was not. */
export interface HeldDocuments {
  readonly files: readonly HeldFile[];
  /** By the paper's id. */
  readonly reasons: Readonly<Record<string, MissingReason>>;
}

export const NO_DOCUMENTS: HeldDocuments = { files: [], reasons: {} };

/** A page that is coming in, part by part. */
export interface IncomingPage {
  readonly applicationId: string;
  readonly paperId?: string;
  readonly replaces?: string;
  readonly bytes: number;
  readonly parts: Uint8Array[];
}

/** The documents of one session. */
export interface SessionDocuments {
  /** By application id. */
  readonly held: Map<string, HeldDocuments>;
  /** Files that were last listed, by key. */
  readonly listed: Map<string, { readonly folder: string; readonly name: string }>;
  opened?:
    | { readonly mediaType: string; readonly pages?: number; readonly bytes: Uint8Array }
    | undefined;
  incoming?: IncomingPage | undefined;
}

export const noSessionDocuments = (): SessionDocuments => ({ held: new Map(), listed: new Map() });

/** The reasons without that of one paper. */
export const withoutReason = (
  reasons: HeldDocuments['reasons'],
  paperId: string,
): HeldDocuments['reasons'] =>
  Object.fromEntries(Object.entries(reasons).filter(([id]) => id !== paperId));

export const bytesOf = (files: readonly HeldFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes.length, 0);

const addedFile = ({ id, paperId, mediaType, pages, bytes }: HeldFile): AddedFile => ({
  id,
  ...(paperId !== undefined && { paperId }),
  mediaType,
  bytes: bytes.length,
  pages,
});

export const viewOfDocuments = ({ files, reasons }: HeldDocuments): DocumentsView => ({
  files: files.map(addedFile),
  reasons,
  left: {
    files: DOCUMENT_LIMITS.applicationFiles - files.length,
    bytes: DOCUMENT_LIMITS.applicationBytes - bytesOf(files),
  },
});
