import { copyDisk } from './disk-images.ts';
import { createMemoryFiles, type MemoryFiles } from './memory-files.ts';
import { openMemoryStore } from './open-memory-store.ts';
import { createStorePorts } from './store-ports.ts';

const SETTINGS = {
  segmentBytes: 2048,
  reserveBytes: 512,
  snapshotAfterBytes: 1_000_000,
  snapshotLineBytes: 200,
};

const record = (n: number, rev: number) => ({ rev, local: `local ${n}` });
const body = (n: number): string => `body ${n} `.repeat(6);

/** The whole content of a disk with both generations of snapshots, several segments, bodies in each, all vouched for. */
export const createTrialDisk = async (): Promise<MemoryFiles> => {
  const files = createMemoryFiles();
  const store = await openMemoryStore({ ports: createStorePorts(files), settings: SETTINGS });
  for (let n = 0; n < 6; n += 1)
    await store.update((data) => data.cases.set(`${n}`, record(n, 0), body(n)));
  await store.compact();
  for (let n = 3; n < 9; n += 1)
    await store.update((data) => data.cases.set(`${n}`, record(n, 1), body(n)));
  await store.compact();
  for (let n = 8; n < 11; n += 1)
    await store.update((data) => data.cases.set(`${n}`, record(n, 2), body(n)));
  await store.update((data) => data.cases.delete('0'));
  for (let n = 8; n < 11; n += 1)
    await store.update((data) => data.cases.set(`${n}`, record(n, 2), body(n)));
  await store.close();
  return copyDisk(files);
};

const EXPECTED = new Map<string, string>(
  Array.from({ length: 10 }, (_, index) => {
    const n = index + 1;
    return [`${n}`, JSON.stringify(record(n, n < 3 ? 0 : n < 8 ? 1 : 2))] as const;
  }),
);

/** Whether a record was ever like this. */
const wasSaved = (id: string, found: unknown): boolean =>
  Number(id) < 11 &&
  [0, 1, 2].some((rev) => JSON.stringify(record(Number(id), rev)) === JSON.stringify(found));

export interface TrialResult {
  /** The store did not open at all, and said why. */
  readonly refused?: string;
  readonly damaged: boolean;
  /** Records and bodies that are not there, or only as they were before their last change. */
  readonly missing: readonly string[];
  /** Records and bodies that were never saved like this: must stay empty whatever happens to the disk. */
  readonly wrong: readonly string[];
}

/** Opens a damaged disk and compares with what was saved on it. */
export const tryDisk = async (disk: MemoryFiles): Promise<TrialResult> => {
  const ports = createStorePorts(disk);
  try {
    const store = await openMemoryStore({ ports, settings: SETTINGS });
    const missing: string[] = [];
    const wrong: string[] = [];
    for (const [id, text] of EXPECTED) {
      const found = store.data.cases.get(id);
      if (!found) missing.push(id);
      else if (JSON.stringify(found) !== text) (wasSaved(id, found) ? missing : wrong).push(id);
      const found2 = await store.readBody('cases', id);
      if (found2 === undefined) missing.push(`body ${id}`);
      else if (found2 !== body(Number(id))) wrong.push(`body ${id}`);
    }
    for (const [id, found] of store.data.cases.entries())
      if (!EXPECTED.has(id)) (wasSaved(id, found) ? missing : wrong).push(id);
    const { damaged } = store.health();
    await store.close();
    return { damaged, missing, wrong };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StoreOpenError') throw error;
    return { refused: error.message, damaged: true, missing: [], wrong: [] };
  }
};

/** Files in which a change may matter. */
export const trialFiles = (disk: MemoryFiles): string[] =>
  [...disk.content.keys()].filter((path) => /(seg|snap|key)[^/]*$/.test(path)).sort();
