import type { Files, KeyWrap, Log, Random } from '../ports.ts';
import type { Cleaner } from './cleaner.ts';
import type { Journal } from './journal.ts';
import { loadKeyRing, saveKeyRing, type KeyRing } from './key-ring.ts';
import { segmentNumbers } from './layout.ts';
import type { Maintenance } from './maintenance.ts';

interface KeyPorts {
  readonly folder: string;
  readonly files: Files;
  readonly keyWrap: KeyWrap;
  readonly random: Random;
  readonly log: Log;
}

/** A ring that seals with a new key from now on; the earlier ones still open. On the disk when it resolves. */
export const addKey = async (ports: KeyPorts, ring: KeyRing): Promise<KeyRing> => {
  const keys = [ports.random.bytes(32), ...ring.keys];
  const next = { ...ring, keys, revision: ring.revision + 1 };
  await saveKeyRing(ports, next);
  return next;
};

interface RetireOptions extends KeyPorts {
  readonly ring: KeyRing;
  readonly journal: Journal;
  readonly cleaner: Cleaner;
  readonly maintenance: Maintenance;
  /** First segment of this start: everything from there on is sealed with the first key. */
  readonly since: number;
}

/**
 * Writes anew everything that earlier keys sealed, removes it, then forgets those keys. Answers false
 * when something of theirs is still needed; the next start may try again. Rejects when the disk does.
 */
export const retireKeys = async (options: RetireOptions): Promise<boolean> => {
  const { ring, cleaner, maintenance, files, folder, since } = options;
  await cleaner.emptyBefore(since);
  // Two, so that neither generation of snapshots was sealed with an earlier key.
  await maintenance.snapshot();
  await maintenance.snapshot();
  if (segmentNumbers(await files.list(folder)).some((number) => number < since)) return false;
  const [first] = ring.keys;
  if (!first) throw new Error('a ring without keys');
  await saveKeyRing(options, { ...ring, keys: [first], revision: ring.revision + 1 });
  options.log.info('store.keys_retired', { keys: ring.keys.length - 1 });
  return true;
};

/** Protects the keys of a closed store in another way, e.g. after a passphrase was changed. */
export const rewrapKeys = async (ports: KeyPorts, keyWrap: KeyWrap): Promise<void> => {
  const ring = await loadKeyRing(ports);
  if (!ring) throw new Error('no key files in this folder');
  await saveKeyRing({ ...ports, keyWrap }, { ...ring, revision: ring.revision + 1 });
};
