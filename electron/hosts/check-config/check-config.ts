import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { notationOf } from '../config-text.ts';
import { readConfigFile, readConfigText } from '../kiosk-file.ts';
import { findConfigFindings } from './config-findings.ts';
import type { KnownFacts, Level } from './config-findings.ts';

export interface ConfigReport {
  /** Lines for a person, the last one a count. */
  readonly text: string;
  /** 0 when the kiosk can start with it, 2 when not. */
  readonly exitCode: 0 | 2;
}

interface Line {
  readonly level: Level;
  readonly line?: number | undefined;
  readonly text: string;
}

/** Says of a configuration file what is right, doubtful and wrong. A folder left out is not looked into. */
export const checkConfigFile = async (given: {
  readonly configFile: string;
  readonly packsFolder?: string;
}): Promise<ConfigReport> => {
  const text = await readConfigFile(given.configFile);
  if (!text.ok) return reportOf(given.configFile, [{ level: 'fail', text: text.error }]);
  const read = readConfigText(text.value, notationOf(given.configFile));
  if (!read.ok)
    return reportOf(
      given.configFile,
      read.error.map((fault) => ({ level: 'fail', ...fault })),
    );
  const { config, lineOf } = read.value;
  const findings = findConfigFindings(config, await gatherFacts(given));
  return reportOf(
    given.configFile,
    findings.map(({ level, path, text: what }) => ({
      level,
      line: lineOf(path),
      text: path.length === 0 ? what : `${path.join('.')}: ${what}`,
    })),
  );
};

const MARKS = { pass: 'pass', warn: 'WARN', fail: 'FAIL' } as const;
const ORDER: readonly Level[] = ['fail', 'warn', 'pass'];

const reportOf = (file: string, lines: readonly Line[]): ConfigReport => {
  const sorted = ORDER.flatMap((level) => lines.filter((one) => one.level === level));
  const count = (level: Level): number => lines.filter((one) => one.level === level).length;
  const words = sorted.map(
    ({ level, line, text }) =>
      `${MARKS[level]}  ${line === undefined ? '' : `line ${line}: `}${text}`,
  );
  const sum = `${count('pass')} right, ${count('warn')} to look at, ${count('fail')} wrong`;
  return {
    text: [file, ...words, sum, ''].join('\n'),
    exitCode: count('fail') === 0 ? 0 : 2,
  };
};

const authoritiesSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ authorities: v.array(v.object({ id: v.string() })) }),
);

const gatherFacts = async (given: {
  readonly configFile: string;
  readonly packsFolder?: string;
}): Promise<KnownFacts> => {
  const packs = given.packsFolder;
  const text = packs && (await readFile(join(packs, 'authorities.json'), 'utf8').catch(() => ''));
  const authorities = v.safeParse(authoritiesSchema, text);
  const { mode } = await stat(given.configFile);
  return {
    ...(authorities.success && {
      authorities: authorities.output.authorities.map(({ id }) => id),
    }),
    ...(process.platform !== 'win32' && { fileMode: mode & 0o777 }),
    deviceTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
};
