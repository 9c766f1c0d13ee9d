import { type ForeignFolders, MediumError } from '../../../electron/core/ports.ts';

export interface MemoryFolders extends ForeignFolders {
  /** Bytes by absolute path. */
  readonly files: Map<string, Uint8Array>;
  /** Pulled out: nothing can be read any more. */
  pullOut(): void;
}

/** Sticks and scanner folders in memory. */
export const createMemoryFolders = (
  content: Readonly<Record<string, Uint8Array>> = {},
): MemoryFolders => {
  const files = new Map(Object.entries(content));
  let there = true;
  const gone = () => Promise.reject(new MediumError('gone'));
  return {
    files,
    pullOut: () => {
      there = false;
    },
    list: (folder, most) => {
      if (!there) return gone();
      const found = [...files].filter(([path]) => path.startsWith(`${folder}/`)).slice(0, most);
      return Promise.resolve(
        found.map(([path, { length }]) => ({ name: path.slice(folder.length + 1), bytes: length })),
      );
    },
    read: (folder, name, mostBytes) => {
      const bytes = files.get(`${folder}/${name}`);
      if (!there || bytes === undefined) return gone();
      return bytes.length > mostBytes
        ? Promise.reject(new MediumError('too_large'))
        : Promise.resolve(bytes);
    },
  };
};
