import { join } from 'node:path';
import type { Files, Log } from '../ports.ts';
import { QUARANTINE_FOLDER } from './layout.ts';
import type { DamageCount } from './store.ts';
import { isMissing, replaceFile } from './whole-file.ts';

/**
 * Copies of everything that could not be read, for a person to look at. "damage" means that
 * something acknowledged was hit; it stays an alarm, over restarts too, until staff have seen it.
 * "torn" is what a power cut leaves of a write that nobody was promised.
 */
export interface Quarantine {
  keep(kind: 'damage' | 'torn', name: string, bytes: Uint8Array): Promise<void>;
  readonly count: () => DamageCount;
  /** Staff have seen the alarm: copies stay, the alarm ends. */
  readonly acknowledge: () => Promise<void>;
}

interface QuarantineOptions {
  readonly folder: string;
  readonly files: Files;
  readonly log: Log;
}

const DAMAGE = 'damage-';
const SEEN = 'seen-';

export const openQuarantine = async ({
  folder,
  files,
  log,
}: QuarantineOptions): Promise<Quarantine> => {
  const place = join(folder, QUARANTINE_FOLDER);
  await files.makeFolder(place);
  const names = new Set(await files.list(place));
  const named = (start: string): readonly string[] =>
    [...names].filter((name) => name.startsWith(start));

  return {
    keep: async (kind, name, bytes) => {
      const file = `${kind}-${name}.bin`;
      const earlier = [file, SEEN + file, `damage-${name}.bin`, `${SEEN}damage-${name}.bin`];
      if (earlier.some((each) => names.has(each))) return;
      log[kind === 'damage' ? 'error' : 'warn'](`store.${kind}`, { name, bytes: bytes.length });
      names.add(file);
      // Nothing that was copied is destroyed before the next two snapshots: a failed copy is retried at the next start.
      await replaceFile(files, join(place, file), bytes).catch((error: unknown) => {
        log.error('store.quarantine_failed', { name, reason: String(error) });
      });
    },
    count: () => ({ unseen: named(DAMAGE).length, seen: named(SEEN).length }),
    acknowledge: async () => {
      for (const name of named(DAMAGE)) {
        await files.rename(join(place, name), join(place, SEEN + name)).catch((error: unknown) => {
          // Its copy failed: the next start makes it, and the alarm, again.
          if (!isMissing(error)) throw error;
        });
        names.delete(name);
        names.add(SEEN + name);
      }
      await files.syncFolder(place);
    },
  };
};
