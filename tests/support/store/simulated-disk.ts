import { basename, dirname } from 'node:path';
import type { FileHandle, Files } from '../../../electron/core/ports.ts';
import { systemError } from './memory-files.ts';
import type { Chance } from './seeded-chance.ts';

/** What survives a power cut of the writes that were not synced. */
export type CutKind = 'nothing' | 'everything' | 'sectors';

interface Write {
  readonly offset: number;
  readonly bytes: Buffer;
}

interface Node {
  /** What a running process sees. */
  seen: Buffer;
  /** What is on the disk for sure. */
  kept: Buffer;
  /** Written since, in order; the kernel may or may not have carried them over. */
  pending: Write[];
}

type NameChange = (names: Map<string, Node>) => void;

export type FaultKind = 'write' | 'sync' | 'short-write';

export interface SimulatedDisk extends Files {
  /** Becomes true when the power is cut: from then on nothing is ever answered. */
  isDead(): boolean;
  readonly dead: Promise<void>;
  /** Cuts the power after so many more operations. */
  cutAfter(operations: number): void;
  /** The next operation of this kind that touches the journal or a snapshot fails with EIO. */
  failNext(kind: FaultKind): void;
  /** Bytes of the whole disk. */
  setCapacity(bytes: number): void;
  /** The disk as the next start finds it. */
  afterCut(kind: CutKind, chance: Chance): SimulatedDisk;
  operations(): number;
}

const SECTOR = 512;

const put = (content: Buffer, { offset, bytes }: Write): Buffer => {
  const end = offset + bytes.length;
  const grown =
    end > content.length ? Buffer.concat([content, Buffer.alloc(end - content.length)]) : content;
  bytes.copy(grown, offset);
  return grown;
};

const sectorsOf = ({ offset, bytes }: Write): Write[] => {
  const parts: Write[] = [];
  for (let at = offset; at < offset + bytes.length;) {
    const end = Math.min((Math.floor(at / SECTOR) + 1) * SECTOR, offset + bytes.length);
    parts.push({ offset: at, bytes: bytes.subarray(at - offset, end - offset) });
    at = end;
  }
  return parts;
};

const survivors = (pending: readonly Write[], kind: CutKind, chance: Chance): Write[] => {
  if (kind === 'nothing') return [];
  if (kind === 'everything') return [...pending];
  return pending.flatMap(sectorsOf).filter(() => chance.next() < 0.5);
};

const never = new Promise<never>(() => undefined);

const EMPTY = Buffer.alloc(0);

/**
 * A file system that keeps only what it was told to sync: file content by `sync` and
 * `writeDurably`, names by `syncFolder`. After a failed sync the pages look clean, as on Linux:
 * they can be read, they are not on the disk, and the next sync reports success.
 */
export const createSimulatedDisk = (
  start: ReadonlyMap<string, Buffer> = new Map(),
  startFolders: ReadonlySet<string> = new Set(),
): SimulatedDisk => {
  const fresh = (content: Buffer): Node => ({
    seen: Buffer.from(content),
    kept: Buffer.from(content),
    pending: [],
  });
  const names = new Map([...start].map(([path, content]) => [path, fresh(content)]));
  const keptNames = new Map(names);
  const folders = new Set(startFolders);
  const nameChanges: { folder: string; change: NameChange }[] = [];
  const held = new Set<string>();
  let count = 0;
  let left = Number.POSITIVE_INFINITY;
  let capacity = Number.POSITIVE_INFINITY;
  let fault: FaultKind | undefined;
  let died = (): void => undefined;
  const dead = new Promise<void>((resolve) => {
    died = resolve;
  });

  /** Every operation passes here, before it has any effect. */
  const pass = async (): Promise<void> => {
    count += 1;
    left -= 1;
    if (left < 0) {
      died();
      await never;
    }
    await Promise.resolve();
  };
  const used = (): number => [...names.values()].reduce((sum, { seen }) => sum + seen.length, 0);
  const takeFault = (kind: FaultKind): boolean => {
    if (fault !== kind) return false;
    fault = undefined;
    return true;
  };
  const find = (path: string): Node => {
    const node = names.get(path);
    if (!node) throw systemError('ENOENT', 'open', path);
    return node;
  };
  const changeNames = (folder: string, change: NameChange): void => {
    change(names);
    nameChanges.push({ folder, change });
  };

  const write = (node: Node, path: string, offset: number, bytes: Uint8Array): Write => {
    if (takeFault('write')) throw systemError('EIO', 'write', path);
    const growth = Math.max(0, offset + bytes.length - node.seen.length);
    if (growth > 0 && used() + growth > capacity) throw systemError('ENOSPC', 'write', path);
    const short = takeFault('short-write');
    const part = Buffer.from(short ? bytes.subarray(0, bytes.length >> 1) : bytes);
    const written = { offset, bytes: part };
    node.seen = put(node.seen, written);
    node.pending.push(written);
    if (short) throw systemError('EIO', 'write', path);
    return written;
  };
  const failSync = (node: Node, path: string): void => {
    if (!takeFault('sync')) return;
    node.pending = [];
    throw systemError('EIO', 'fdatasync', path);
  };

  const createHandle = (path: string, node: Node): FileHandle => ({
    read: async (offset, length) => {
      await pass();
      return Buffer.from(node.seen.subarray(offset, offset + length));
    },
    write: async (offset, bytes) => {
      await pass();
      write(node, path, offset, bytes);
    },
    writeDurably: async (offset, bytes) => {
      await pass();
      const written = write(node, path, offset, bytes);
      await pass();
      failSync(node, path);
      node.kept = put(node.kept, written);
      node.pending = node.pending.filter((each) => each !== written);
    },
    truncate: async (length) => {
      await pass();
      node.seen = Buffer.from(node.seen.subarray(0, length));
    },
    sync: async () => {
      await pass();
      failSync(node, path);
      node.kept = Buffer.from(node.seen);
      node.pending = [];
    },
    size: async () => {
      await pass();
      return node.seen.length;
    },
    close: () => pass(),
  });

  const disk: SimulatedDisk = {
    isDead: () => left < 0,
    dead,
    operations: () => count,
    cutAfter: (operations) => {
      left = operations;
    },
    failNext: (kind) => {
      fault = kind;
    },
    setCapacity: (bytes) => {
      capacity = bytes;
    },
    afterCut: (kind, chance) => {
      const after = new Map(keptNames);
      for (const { change } of nameChanges)
        if (kind === 'everything' || (kind === 'sectors' && chance.next() < 0.5)) change(after);
      const content = [...after].map(([path, node]): [string, Buffer] => [
        path,
        survivors(node.pending, kind, chance).reduce(put, Buffer.from(node.kept)),
      ]);
      return createSimulatedDisk(new Map(content), folders);
    },
    open: async (path, mode) => {
      await pass();
      if (mode !== 'create-new') return createHandle(path, find(path));
      if (names.has(path)) throw systemError('EEXIST', 'open', path);
      const node: Node = { seen: EMPTY, kept: EMPTY, pending: [] };
      changeNames(dirname(path), (map) => map.set(path, node));
      return createHandle(path, node);
    },
    list: async (folder) => {
      await pass();
      return [...names.keys()]
        .filter((path) => dirname(path) === folder)
        .map((path) => basename(path));
    },
    rename: async (from, to) => {
      await pass();
      const node = find(from);
      changeNames(dirname(from), (map) => {
        if (map.get(from) === node) map.delete(from);
        map.set(to, node);
      });
    },
    remove: async (path) => {
      await pass();
      const node = find(path);
      changeNames(dirname(path), (map) => {
        if (map.get(path) === node) map.delete(path);
      });
    },
    makeFolder: async (path) => {
      await pass();
      folders.add(path);
    },
    syncFolder: async (folder) => {
      await pass();
      for (const entry of nameChanges.filter((each) => each.folder === folder)) {
        entry.change(keptNames);
        nameChanges.splice(nameChanges.indexOf(entry), 1);
      }
    },
    freeBytes: async () => {
      await pass();
      return capacity - used();
    },
    lock: async (path) => {
      await pass();
      if (held.has(path)) return undefined;
      held.add(path);
      return {
        release: async () => {
          await pass();
          held.delete(path);
        },
      };
    },
  };
  return disk;
};
