import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const VERSION = '0.5.16';
const TEMPLATE = join(ROOT, 'out', 'test-cache', `pglite-${VERSION}`);

/** Creating an embedded cluster takes seconds, copying an empty one a tenth: it is made once. */
const ensureTemplate = async (): Promise<void> => {
  if (existsSync(TEMPLATE)) return;
  const draft = `${TEMPLATE}.${process.pid}`;
  await mkdir(dirname(TEMPLATE), { recursive: true });
  const pglite = await PGlite.create(draft);
  await pglite.close();
  try {
    await rename(draft, TEMPLATE);
  } catch (error) {
    if (!existsSync(TEMPLATE)) throw error; // else another test process was faster
    await rm(draft, { recursive: true });
  }
};

/** Puts an empty embedded database where a portal with this data folder will find it. */
export const prepareEmbeddedDatabase = async (dataFolder: string): Promise<void> => {
  await ensureTemplate();
  await cp(TEMPLATE, join(dataFolder, 'database'), { recursive: true });
};
