import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import type { KioskConfig } from '../core/config.ts';
import { notationOf } from './config-text.ts';
import { parseKioskConfig } from './kiosk-file.ts';

/** The configuration that was made at the kiosk itself; lies with its data. */
export const OWN_CONFIG = 'kiosk.yaml';

export interface FoundConfig {
  /** Undefined: there is none anywhere, the kiosk is new. */
  readonly kiosk: KioskConfig | undefined;
  /** The file that holds now; for a new kiosk the one that would. */
  readonly file: string;
  /** SHA-256 of the administrator's file, base64url; undefined where there is none. */
  readonly over: string | undefined;
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The file's text, undefined when there is none, or a sentence why it cannot be read. */
const readIfThere = async (path: string): Promise<Result<string | undefined, string>> => {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return ok(undefined);
    return err(`${path} cannot be read (${String(error.code)})`);
  }
};

/**
 * Which configuration holds. The administrator's file goes first, unless a technician has changed
 * it at the kiosk since: that file says over which one it was made. A new administrator's file is a
 * new word, and what was made over the old one is left aside.
 */
export const findConfig = async (given: {
  readonly configFile: string;
  readonly dataFolder: string;
}): Promise<Result<FoundConfig, readonly string[]>> => {
  const { configFile } = given;
  const ownFile = join(given.dataFolder, OWN_CONFIG);
  const theirs = await readIfThere(configFile);
  if (!theirs.ok) return err([theirs.error]);
  const own = resolve(configFile) === resolve(ownFile) ? ok(undefined) : await readIfThere(ownFile);
  if (!own.ok) return err([own.error]);
  const over = theirs.value === undefined ? undefined : digestOf(theirs.value);
  const made = own.value === undefined ? undefined : parseKioskConfig(own.value, 'yaml');
  if (made?.ok === true && made.value.madeOver === over)
    return ok({ kiosk: made.value, file: ownFile, over });
  if (theirs.value === undefined) {
    if (own.value === undefined) return ok({ kiosk: undefined, file: ownFile, over });
    return made?.ok === true
      ? ok({ kiosk: made.value, file: ownFile, over })
      : err((made?.error ?? []).map((sentence) => `${ownFile}: ${sentence}`));
  }
  const kiosk = parseKioskConfig(theirs.value, notationOf(configFile));
  return kiosk.ok
    ? ok({ kiosk: kiosk.value, file: configFile, over })
    : err(kiosk.error.map((sentence) => `${configFile}: ${sentence}`));
};
