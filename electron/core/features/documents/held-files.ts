import { DOCUMENT_LIMITS, type FileFault } from '../../../../contract/documents.ts';
import {
  bytesOf,
  type HeldDocuments,
  type HeldFile,
  NO_DOCUMENTS,
  type SessionDocuments,
  withoutReason,
} from '../../documents.ts';

export const heldOf = (documents: SessionDocuments, applicationId: string): HeldDocuments =>
  documents.held.get(applicationId) ?? NO_DOCUMENTS;

export interface Room {
  readonly applicationId: string;
  readonly bytes: number;
  /** The file that goes when this one comes. */
  readonly replaces?: string | undefined;
}

/** Why there is no room for one more; undefined when there is. */
export const roomFault = (documents: SessionDocuments, room: Room): FileFault | undefined => {
  const own = heldOf(documents, room.applicationId).files.filter(({ id }) => id !== room.replaces);
  if (
    own.length >= DOCUMENT_LIMITS.applicationFiles ||
    bytesOf(own) + room.bytes > DOCUMENT_LIMITS.applicationBytes
  )
    return 'application_full';
  const all = [...documents.held.values()].reduce((sum, { files }) => sum + bytesOf(files), 0);
  return all + room.bytes > DOCUMENT_LIMITS.sessionBytes ? 'session_full' : undefined;
};

const withFile = (
  { files, reasons }: HeldDocuments,
  file: HeldFile,
  replaces: string | undefined,
): HeldDocuments => {
  const { paperId } = file;
  const inPlace = files.some(({ id }) => id === replaces);
  return {
    files: inPlace ? files.map((old) => (old.id === replaces ? file : old)) : [...files, file],
    reasons: paperId === undefined ? reasons : withoutReason(reasons, paperId),
  };
};

/** Adds a file, or puts it where another was. A paper that is there needs no reason any more. */
export const hold = (
  documents: SessionDocuments,
  applicationId: string,
  file: HeldFile,
  replaces?: string,
): HeldDocuments => {
  const changed = withFile(heldOf(documents, applicationId), file, replaces);
  documents.held.set(applicationId, changed);
  return changed;
};

export const drop = (
  documents: SessionDocuments,
  applicationId: string,
  fileId: string,
): HeldDocuments | undefined => {
  const { files, reasons } = heldOf(documents, applicationId);
  if (!files.some(({ id }) => id === fileId)) return undefined;
  const changed = { files: files.filter(({ id }) => id !== fileId), reasons };
  documents.held.set(applicationId, changed);
  return changed;
};
