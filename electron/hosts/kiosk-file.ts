import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import { kioskConfigSchema } from '../core/config.ts';
import type { KioskConfig } from '../core/config.ts';
import { notationOf, parseConfigText } from './config-text.ts';
import type { ConfigText, Notation, TextFault } from './config-text.ts';

export interface ReadConfig {
  readonly config: KioskConfig;
  readonly lineOf: ConfigText['lineOf'];
}

/** Reads text of a configuration file; the error names every place that is wrong, with its line. */
export const readConfigText = (
  text: string,
  notation: Notation,
): Result<ReadConfig, readonly TextFault[]> => {
  const read = parseConfigText(text, notation);
  if (!read.ok) return read;
  const { value, lineOf } = read.value;
  const parsed = v.safeParse(kioskConfigSchema, value);
  if (parsed.success) return ok({ config: parsed.output, lineOf });
  return err(parsed.issues.map((issue) => faultOf(issue, lineOf)));
};

const faultOf = (issue: v.BaseIssue<unknown>, lineOf: ConfigText['lineOf']): TextFault => {
  const line = lineOf((issue.path ?? []).map(({ key }) => key as string | number));
  const text = `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}${hintFor(issue)}`;
  return { text, ...(line !== undefined && { line }) };
};

/** `callCentre: 108` is a number for YAML. */
const hintFor = ({ kind, type, input }: v.BaseIssue<unknown>): string =>
  kind === 'schema' && type === 'string' && typeof input === 'number'
    ? `; write it in quotes: "${input}"`
    : '';

/** "line 4: portal.url: the portal is reached by https" */
export const sentenceOf = ({ line, text }: TextFault): string =>
  line === undefined ? text : `line ${line}: ${text}`;

/**
 * Reads text of a configuration file. The error is a list of sentences, one for each place that is
 * wrong, each naming the place.
 */
export const parseKioskConfig = (
  text: string,
  notation: Notation = 'json',
): Result<KioskConfig, readonly string[]> => {
  const read = readConfigText(text, notation);
  return read.ok ? ok(read.value.config) : err(read.error.map(sentenceOf));
};

/** Reads the kiosk's configuration file; the error says in sentences what is wrong with it. */
export const readKioskConfig = async (
  path: string,
): Promise<Result<KioskConfig, readonly string[]>> => {
  const text = await readConfigFile(path);
  return text.ok ? parseKioskConfig(text.value, notationOf(path)) : err([text.error]);
};

/** The file's text, or a sentence why it cannot be read. */
export const readConfigFile = async (path: string): Promise<Result<string, string>> => {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    if (isFileError(error)) return err(`${path} cannot be read (${error.code})`);
    throw error;
  }
};

const isFileError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';
