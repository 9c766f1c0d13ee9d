import type { KioskError } from '../../contract/errors.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Files } from './ports.ts';
import { isFull, replaceFile } from './store/whole-file.ts';

export type StickWriteFault = 'no_medium' | 'storage_full';
export type StickReadFault = 'no_medium' | 'bad_bundle';

/** Single files on the stick that staff put in. Nothing on it is trusted. */
export interface StickFiles {
  /** Replaces the file; answers its name. `no_medium` also when the stick is pulled meanwhile. */
  write(name: string, text: string): Promise<Result<string, KioskError<StickWriteFault>>>;
  /** The file's text; `no_medium` without a stick or file, `bad_bundle` when it is longer than `most` bytes. */
  read(name: string, most: number): Promise<Result<string, KioskError<StickReadFault>>>;
}

const GONE = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'EACCES', 'EROFS', 'EIO', 'EISDIR', 'ELOOP']);

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GONE.has(String(error.code));

const readText = async (files: Files, path: string, most: number): Promise<string | undefined> => {
  const file = await files.open(path, 'read');
  try {
    const size = await file.size();
    return size > most ? undefined : new TextDecoder().decode(await file.read(0, size));
  } finally {
    await file.close();
  }
};

/** `folder` is the agreed one; undefined where none is. */
export const createStickFiles = (files: Files, folder: string | undefined): StickFiles => ({
  write: async (name, text) => {
    if (folder === undefined) return fail('no_medium');
    try {
      await replaceFile(files, `${folder}/${name}`, new TextEncoder().encode(text));
      return ok(name);
    } catch (error) {
      if (isFull(error)) return fail('storage_full');
      if (isGone(error)) return fail('no_medium');
      throw error;
    }
  },
  read: async (name, most) => {
    if (folder === undefined) return fail('no_medium');
    try {
      const text = await readText(files, `${folder}/${name}`, most);
      return text === undefined ? fail('bad_bundle') : ok(text);
    } catch (error) {
      if (isGone(error)) return fail('no_medium');
      throw error;
    }
  },
});
