import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { bundleVersionSchema, BUNDLE_SUFFIX, compareVersions } from './bundle-format.ts';
import type { OpenedBundle } from './open-bundle.ts';

/** Names of the bundles in a folder, e.g. the top of a stick; empty when there is no such folder. */
export const findBundles = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(BUNDLE_SUFFIX) && !name.startsWith('.')).sort();
};

/** Versions that lie in the folder, oldest first. */
export const installedVersions = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => v.is(bundleVersionSchema, name)).sort(compareVersions);
};

const FLOOR = 'floor';

/** Newest version that was ever installed in this folder; undefined for none. Going back by hand does not lower it. */
export const readFloor = async (folder: string): Promise<string | undefined> => {
  const text = (await readFile(join(folder, FLOOR), 'utf8').catch(() => '')).trim();
  return v.is(bundleVersionSchema, text) ? text : undefined;
};

/** Raised before the version is there: a cut in between costs a second try, never a way back. */
const raiseFloor = async (folder: string, version: string): Promise<void> => {
  const floor = await readFloor(folder);
  if (floor !== undefined && compareVersions(version, floor) <= 0) return;
  const temporary = join(folder, `${FLOOR}.tmp`);
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(`${version}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, join(folder, FLOOR));
};

const syncFolder = async (folder: string): Promise<void> => {
  // Windows has no way to sync a folder; NTFS journals its names.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Moves an opened bundle to `folder/<version>` in one step and answers that path. The same version again is replaced. */
export const installBundle = async (opened: OpenedBundle, folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { version } = opened.manifest;
  const target = join(folder, version);
  await raiseFloor(folder, version);
  await rm(target, { recursive: true, force: true });
  await rename(opened.folder, target);
  await syncFolder(folder);
  await opened.discard();
  return target;
};
