import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * A folder that takes seconds to make and a tenth to copy, made once for all test processes. `make`
 * fills a draft and answers which part of it is wanted. Never mended: what it is made from is in its name.
 */
export const ensureTemplate = async (
  name: string,
  make: (draft: string) => Promise<string>,
): Promise<string> => {
  const template = join(ROOT, 'out', 'test-cache', name);
  if (existsSync(template)) return template;
  const draft = `${template}.${process.pid}`;
  await mkdir(dirname(template), { recursive: true });
  const wanted = await make(draft);
  try {
    await rename(wanted, template);
  } catch (error) {
    if (!existsSync(template)) throw error; // else another test process was faster
  }
  await rm(draft, { recursive: true, force: true });
  return template;
};
