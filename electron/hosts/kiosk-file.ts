import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import { kioskConfigSchema } from '../core/config.ts';
import type { KioskConfig } from '../core/config.ts';

/**
 * Reads text of a configuration file. The error is a list of sentences, one for each place that is
 * wrong, each naming the place: `portal.url: the portal is reached by https`.
 */
export const parseKioskConfig = (text: string): Result<KioskConfig, readonly string[]> => {
  const json = parseJson(text);
  if (!json.ok) return err([json.error]);
  const parsed = v.safeParse(kioskConfigSchema, json.value);
  if (parsed.success) return ok(parsed.output);
  return err(
    parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`),
  );
};

const parseJson = (text: string): Result<unknown, string> => {
  try {
    // A byte order mark comes with files that were saved by Windows editors.
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof SyntaxError) return err(`the file is not JSON: ${error.message}`);
    throw error;
  }
};

/** Reads the kiosk's configuration file; the error says in sentences what is wrong with it. */
export const readKioskConfig = async (
  path: string,
): Promise<Result<KioskConfig, readonly string[]>> => {
  try {
    return parseKioskConfig(await readFile(path, 'utf8'));
  } catch (error) {
    if (isFileError(error)) return err([`${path} cannot be read (${error.code})`]);
    throw error;
  }
};

const isFileError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';
