import type { FileHandle } from '../ports.ts';

/** Files that are open for as long as anybody reads: the bodies of a batch lie in one or two. */
export interface SharedHandles {
  use<T>(file: number, work: (handle: FileHandle) => Promise<T>): Promise<T>;
}

interface Shared {
  readonly handle: Promise<FileHandle>;
  users: number;
}

export const createSharedHandles = (open: (file: number) => Promise<FileHandle>): SharedHandles => {
  const shared = new Map<number, Shared>();

  const enter = (file: number): Shared => {
    const entry = shared.get(file) ?? { handle: open(file), users: 0 };
    entry.users += 1;
    shared.set(file, entry);
    return entry;
  };
  /** Whoever comes after the last one opens it anew: by then the name may be another file's. */
  const leave = async (file: number, entry: Shared, handle?: FileHandle): Promise<void> => {
    entry.users -= 1;
    if (entry.users > 0) return;
    shared.delete(file);
    await handle?.close();
  };

  return {
    use: async (file, work) => {
      const entry = enter(file);
      let handle: FileHandle | undefined;
      try {
        handle = await entry.handle;
        return await work(handle);
      } finally {
        await leave(file, entry, handle);
      }
    },
  };
};
