import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { err, ok, type Result } from '../../../contract/result.ts';
import {
  bundleVersionSchema,
  BUNDLE_SUFFIX,
  compareVersions,
} from '../../core/updates/bundle-format.ts';
import type { FolderFault, OpenedBundle } from '../../core/updates/bundles.ts';
import { syncFolder } from '../sync-folder.ts';
import { writeWhole } from '../write-whole.ts';

/** What is read; undefined only for what is not there at all. */
const readIfThere = async <T>(reading: Promise<T>): Promise<Result<T | undefined, FolderFault>> => {
  try {
    return ok(await reading);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return 'code' in error && error.code === 'ENOENT' ? ok(undefined) : err('unreadable');
  }
};

const listIfThere = async (folder: string): Promise<Result<readonly string[], FolderFault>> => {
  const names = await readIfThere(readdir(folder));
  return names.ok ? ok(names.value ?? []) : names;
};

export const findBundles = async (
  folder: string,
): Promise<Result<readonly string[], FolderFault>> => {
  const names = await listIfThere(folder);
  if (!names.ok) return names;
  return ok(
    names.value.filter((name) => name.endsWith(BUNDLE_SUFFIX) && !name.startsWith('.')).sort(),
  );
};

export const installedVersions = async (
  folder: string,
): Promise<Result<readonly string[], FolderFault>> => {
  const names = await listIfThere(folder);
  if (!names.ok) return names;
  return ok(names.value.filter((name) => v.is(bundleVersionSchema, name)).sort(compareVersions));
};

const FLOOR = 'floor';

export const readFloor = async (
  folder: string,
): Promise<Result<string | undefined, FolderFault>> => {
  const text = await readIfThere(readFile(join(folder, FLOOR), 'utf8'));
  if (!text.ok || text.value === undefined) return text;
  const version = text.value.trim();
  return v.is(bundleVersionSchema, version) ? ok(version) : err('damaged');
};

/** Raised before the version is there: a cut in between costs a second try, never a way back. */
const raiseFloor = async (folder: string, version: string): Promise<void> => {
  const floor = await readFloor(folder);
  if (!floor.ok) throw new Error(`the floor of ${folder} is ${floor.error}`);
  if (floor.value !== undefined && compareVersions(version, floor.value) <= 0) return;
  await writeWhole(join(folder, FLOOR), `${version}\n`);
};

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
