import type { FileHandle, Files, Network } from '../../../electron/core/ports.ts';

/** Ports of a process that can be killed: from then on nothing that it asks for ever happens. */
export interface MortalPorts {
  readonly files: Files;
  readonly network: Network;
  kill(): void;
}

type Work = (...given: never[]) => Promise<unknown>;

const never = <T>(): Promise<T> => new Promise(() => undefined);

export const createMortalPorts = (files: Files, network: Network): MortalPorts => {
  let dead = false;
  const mortal = <W extends Work>(work: W): W =>
    ((...given) =>
      dead
        ? never()
        : work(...given).then(
            (value) => (dead ? never() : value),
            (reason: unknown) => (dead ? never() : Promise.reject(reason as Error)),
          )) as W;

  const mortalHandle = (handle: FileHandle): FileHandle => ({
    read: mortal(handle.read.bind(handle)),
    write: mortal(handle.write.bind(handle)),
    truncate: mortal(handle.truncate.bind(handle)),
    writeDurably: mortal(handle.writeDurably.bind(handle)),
    sync: mortal(handle.sync.bind(handle)),
    size: mortal(handle.size.bind(handle)),
    close: mortal(handle.close.bind(handle)),
  });

  return {
    kill: () => {
      dead = true;
    },
    network: { send: mortal(network.send.bind(network)) },
    files: {
      open: mortal(async (path, mode) => mortalHandle(await files.open(path, mode))),
      list: mortal(files.list.bind(files)),
      rename: mortal(files.rename.bind(files)),
      remove: mortal(files.remove.bind(files)),
      makeFolder: mortal(files.makeFolder.bind(files)),
      syncFolder: mortal(files.syncFolder.bind(files)),
      freeBytes: mortal(files.freeBytes.bind(files)),
      lock: mortal(files.lock.bind(files)),
    },
  };
};
