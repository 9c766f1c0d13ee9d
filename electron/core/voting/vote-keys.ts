import { join } from 'node:path';
import type { Files, KeyWrap, Log, Random } from '../ports.ts';
import { createVault, type Vault } from '../store/vault.ts';
import { isMissing, readWhole, removeIfThere, replaceFile } from '../store/whole-file.ts';

/**
 * Keys under which votes lie on this disk until they have been sent. Each is a file of its own,
 * because a journal keeps what was deleted until it is tidied up, and a file can be overwritten and
 * removed at once: with it, everything under it is gone for good, also from copies of the journal.
 */
export interface VoteKeys {
  /** The day's key; a new one when there is none. `release` it once the record is durable. */
  lease(today: string): Promise<{ readonly name: string; readonly vault: Vault; release(): void }>;
  /** Undefined for a key that is destroyed. */
  vaultOf(name: string): Vault | undefined;
  /** Destroys every key that is not among `needed` and not leased. */
  destroyOthers(needed: ReadonlySet<string>): Promise<void>;
}

export interface VoteKeysOptions {
  readonly folder: string;
  readonly files: Files;
  readonly keyWrap: KeyWrap;
  readonly random: Random;
  readonly log: Log;
}

const KEY_BYTES = 32;
const SUFFIX = '.votekey';

const listOrNothing = async (files: Files, folder: string): Promise<readonly string[]> => {
  try {
    return await files.list(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** Overwritten, synced, removed. A disk that moves what it writes may keep the old sectors: see docs/voting.md. */
const shred = async (files: Files, path: string): Promise<void> => {
  try {
    const file = await files.open(path, 'read-write');
    try {
      await file.writeDurably(0, new Uint8Array(await file.size()));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await removeIfThere(files, path);
};

/** Opens the keys that are there. One that this device cannot open any more is reported: the votes under it are lost. */
export const openVoteKeys = async (options: VoteKeysOptions): Promise<VoteKeys> => {
  const { folder, files, keyWrap, random, log } = options;
  const vaults = new Map<string, Vault>();
  const leases = new Map<string, number>();
  let current: { readonly name: string; readonly day: string } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const pathOf = (name: string): string => join(folder, name + SUFFIX);
  /** Making and destroying never overlap: a key that is about to be used must not be destroyed. */
  const oneByOne = <T>(task: () => Promise<T>): Promise<T> => {
    const done = queue.then(task);
    queue = done.catch(() => undefined);
    return done;
  };

  const load = async (name: string): Promise<void> => {
    const wrapped = await readWhole(files, pathOf(name));
    if (wrapped === undefined) return;
    try {
      vaults.set(name, createVault([await keyWrap.unwrap(wrapped)], random));
    } catch (error) {
      log.error('votes.key_refused', { error: error instanceof Error ? error.name : 'unknown' });
    }
  };

  const create = async (day: string): Promise<string> => {
    const name = Buffer.from(random.bytes(8)).toString('hex');
    const key = random.bytes(KEY_BYTES);
    await files.makeFolder(folder);
    await replaceFile(files, pathOf(name), await keyWrap.wrap(key));
    vaults.set(name, createVault([key], random));
    current = { name, day };
    return name;
  };

  for (const file of await listOrNothing(files, folder))
    if (file.endsWith(SUFFIX)) await load(file.slice(0, -SUFFIX.length));

  const vaultOf = (name: string): Vault | undefined => vaults.get(name);

  return {
    vaultOf,
    lease: (today) =>
      oneByOne(async () => {
        const name = current?.day === today ? current.name : await create(today);
        const vault = vaultOf(name);
        if (vault === undefined) throw new Error('the key of today is gone');
        leases.set(name, (leases.get(name) ?? 0) + 1);
        return { name, vault, release: () => leases.set(name, (leases.get(name) ?? 1) - 1) };
      }),
    destroyOthers: (needed) =>
      oneByOne(async () => {
        const unused = [...vaults.keys()].filter(
          (name) => !needed.has(name) && (leases.get(name) ?? 0) === 0,
        );
        for (const name of unused) {
          vaults.delete(name);
          leases.delete(name);
          if (current?.name === name) current = undefined;
          await shred(files, pathOf(name));
        }
        if (unused.length > 0) await files.syncFolder(folder);
      }),
  };
};
