import { fail, ok, type Result } from '../../contract/result.ts';
import type { Files } from './ports.ts';
import { isFull, replaceFile } from './store/whole-file.ts';

/** Single files on the stick that staff put in. Nothing on it is trusted. */
export interface StickFiles {
  /** Replaces the file; answers its name, or `no_medium`, `storage_full`. */
  write(name: string, text: string): Promise<Result<string>>;
  /** The file's text; `no_medium` without a stick or file, `bad_bundle` when it is longer than `most` bytes. */
  read(name: string, most: number): Promise<Result<string>>;
}

const GONE = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'EACCES', 'EROFS', 'EIO', 'EISDIR', 'ELOOP']);

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GONE.has(String(error.code));

/** `folder` is the agreed one; undefined where none is. */
export const createStickFiles = (files: Files, folder: string | undefined): StickFiles => {
  const attempt = async (act: (folder: string) => Promise<Result<string>>) => {
    if (folder === undefined) return fail('no_medium');
    try {
      return await act(folder);
    } catch (error) {
      if (isFull(error)) return fail('storage_full');
      if (isGone(error)) return fail('no_medium');
      throw error;
    }
  };
  return {
    write: (name, text) =>
      attempt(async (place) => {
        await replaceFile(files, `${place}/${name}`, new TextEncoder().encode(text));
        return ok(name);
      }),
    read: (name, most) =>
      attempt(async (place) => {
        const file = await files.open(`${place}/${name}`, 'read');
        try {
          const size = await file.size();
          if (size > most) return fail('bad_bundle');
          return ok(new TextDecoder().decode(await file.read(0, size)));
        } finally {
          await file.close();
        }
      }),
  };
};
