import { closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The parts of Emscripten's NODEFS that are used here; PGlite ships no types for them. */
interface HostStream {
  /** The host's descriptor; folders have none. */
  readonly nfd?: number;
  readonly node: unknown;
}
interface HostFileSystem {
  stream_ops: { fsync?: (stream: HostStream) => number };
  realPath(node: unknown): string;
}

const syncPath = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const addSync = (fileSystem: HostFileSystem): void => {
  fileSystem.stream_ops.fsync = (stream) => {
    if (stream.nfd === undefined) syncPath(fileSystem.realPath(stream.node));
    else fsyncSync(stream.nfd);
    return 0;
  };
};

type InitOptions = Parameters<NodeFS['init']>[1];

/**
 * PGlite on a folder with real fsync. As shipped, its file system drops every fsync and its
 * PostgreSQL runs with `fsync=off`: a power cut could take back what the portal has acknowledged.
 * Use it together with `durableStartParams`.
 */
export class DurableNodeFS extends NodeFS {
  override async init(
    pglite: PGlite,
    options: InitOptions,
  ): Promise<{ emscriptenOpts: InitOptions }> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const hook = (module: { NODEFS?: HostFileSystem }): void => {
      if (module.NODEFS === undefined) throw new Error('PGlite has no host file system');
      addSync(module.NODEFS);
    };
    const preRun = [...(emscriptenOpts.preRun ?? []), hook] as NonNullable<InitOptions['preRun']>;
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

/** `wal_sync_method=fsync`, because Emscripten's fdatasync is an empty function. `-F` would turn fsync off. */
export const durableStartParams = (defaults: readonly string[]): string[] => [
  ...defaults.filter((parameter) => parameter !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'],
];

export const databaseFolder = (dataFolder: string): string => join(dataFolder, 'database');
