import { readFileSync } from 'node:fs';
import { createMemoryFiles, type MemoryFiles } from './memory-files.ts';
import { STORE_FOLDER } from './open-memory-store.ts';

interface Written {
  /** By collection and id. */
  readonly expected: Readonly<Record<'outbox' | 'cases' | 'device', Record<string, object>>>;
  /** By name; without the zeros at the end of a segment. */
  readonly files: Readonly<Record<string, { readonly size: number; readonly base64: string }>>;
}

const written = JSON.parse(
  readFileSync(new URL('format-1.json', import.meta.url), 'utf8'),
) as Written;

/** What the program of format 1 left: two snapshots of rows and a tail, protected by the tests' key wrap. */
export const FORMAT_1 = written.expected;

export const createFormat1Disk = async (): Promise<MemoryFiles> => {
  const files = createMemoryFiles();
  await files.makeFolder(STORE_FOLDER);
  for (const [name, { size, base64 }] of Object.entries(written.files))
    files.content.set(`${STORE_FOLDER}/${name}`, { bytes: Buffer.from(base64, 'base64'), size });
  return files;
};
