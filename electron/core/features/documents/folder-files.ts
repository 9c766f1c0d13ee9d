import {
  DOCUMENT_LIMITS,
  type FileFault,
  type FolderFile,
  type OpenedFile,
} from '../../../../contract/documents.ts';
import type { SessionDocuments } from '../../documents.ts';
import { type ForeignFolders, MediumError } from '../../ports.ts';
import { lookAtFile } from './look-at-file.ts';

/** Files of one folder that are shown: more would not be found on a screen anyway. */
const MOST_SHOWN = 200;
const PICTURE = /\.(?:jpe?g|png|webp|heic|heif)$/i;
const PDF = /\.pdf$/i;

const byName = (a: FolderFile, b: FolderFile): number => a.name.localeCompare(b.name, 'az');

/** What may be a paper, by name; keys stand for names, so that no name comes back from the screen. */
export const listFiles = async (
  folders: ForeignFolders,
  folder: string,
  documents: SessionDocuments,
  nextKey: () => string,
): Promise<readonly FolderFile[] | undefined> => {
  const found = await folders.list(folder, MOST_SHOWN * 4).catch(noMedium);
  if (found === undefined) return undefined;
  documents.listed.clear();
  const shown = found
    .filter(({ name }) => PICTURE.test(name) || PDF.test(name))
    .slice(0, MOST_SHOWN);
  return shown
    .map(({ name, bytes }): FolderFile => {
      const key = nextKey();
      documents.listed.set(key, { folder, name });
      return { key, name, bytes, looksLike: PDF.test(name) ? 'pdf' : 'picture' };
    })
    .sort(byName);
};

const noMedium = (error: unknown): undefined => {
  if (error instanceof MediumError) return undefined;
  throw error;
};

export type Opened =
  | { readonly kind: 'file'; readonly file: OpenedFile }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'no_medium' }
  | { readonly kind: 'refused'; readonly fault: FileFault };

/** Reads a listed file into the session, if it is what it may be. */
export const openFile = async (
  folders: ForeignFolders,
  key: string,
  documents: SessionDocuments,
): Promise<Opened> => {
  documents.opened = undefined;
  const listed = documents.listed.get(key);
  if (listed === undefined) return { kind: 'unknown' };
  const read = await readFile(folders, listed);
  if (!(read instanceof Uint8Array)) return read;
  const looked = await lookAtFile(read);
  if (!looked.ok) return { kind: 'refused', fault: looked.fault };
  const { file } = looked;
  documents.opened = {
    mediaType: file.mediaType,
    bytes: read,
    ...(file.pages !== undefined && { pages: file.pages }),
  };
  return { kind: 'file', file };
};

const readFile = async (
  folders: ForeignFolders,
  { folder, name }: { readonly folder: string; readonly name: string },
): Promise<Uint8Array | Exclude<Opened, { kind: 'file' }>> => {
  try {
    return await folders.read(folder, name, DOCUMENT_LIMITS.fileBytes);
  } catch (error) {
    if (!(error instanceof MediumError)) throw error;
    if (error.fault === 'gone') return { kind: 'no_medium' };
    return { kind: 'refused', fault: error.fault === 'too_large' ? 'file_large' : 'file_type' };
  }
};
