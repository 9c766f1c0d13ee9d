import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';
import { scanBytes, scanFolder } from './stolen-disk-scan.ts';

const NAME = 'Şəhla İsmayılova';
const FIN = '5X7TR2K';

/** Noise around it, so that a value is found in the middle of a file as well. */
const inNoise = (hidden: Buffer | string): Buffer =>
  Buffer.concat([randomBytes(1_001), Buffer.from(hidden), randomBytes(777)]);

const HIDINGS: readonly (readonly [string, (value: string) => Buffer])[] = [
  ['utf8', (value) => Buffer.from(value)],
  ['utf16le', (value) => Buffer.from(value, 'utf16le')],
  ['utf16be', (value) => Buffer.from(value, 'utf16le').swap16()],
  ['lower case', (value) => Buffer.from(value.toLowerCase())],
  ['upper case', (value) => Buffer.from(value.toUpperCase())],
  ['hex', (value) => Buffer.from(Buffer.from(value).toString('hex'))],
  [
    'HEX of utf16',
    (value) => Buffer.from(Buffer.from(value, 'utf16le').toString('hex').toUpperCase()),
  ],
  ['JSON', (value) => Buffer.from(JSON.stringify({ applicant: { value } }))],
  ['backwards', (value) => Buffer.from([...value].reverse().join(''))],
  ['percent escapes', (value) => Buffer.from(encodeURIComponent(value))],
  ['gzip', (value) => gzipSync(`{"some":"words","value":"${value}"}`)],
  ['zlib', (value) => deflateSync(`{"some":"words","value":"${value}"}`)],
  [
    'a gzip member cut off',
    (value) => gzipSync(value + randomBytes(900).toString('hex')).subarray(0, -300),
  ],
  ...[0, 1, 2].flatMap((offset) =>
    (['base64', 'base64url'] as const).map(
      (alphabet) =>
        [
          `${alphabet} at ${offset}`,
          (value: string) =>
            Buffer.from(
              Buffer.concat([
                randomBytes(30 + offset),
                Buffer.from(value),
                randomBytes(20),
              ]).toString(alphabet),
            ),
        ] as const,
    ),
  ),
];

describe('the scanner of a stolen disk', () => {
  for (const [hiding, hide] of HIDINGS)
    it(`finds a value as ${hiding}`, () => {
      for (const value of [NAME, FIN])
        expect(scanBytes(inNoise(hide(value)), [NAME, FIN]).map((found) => found.value)).toContain(
          value,
        );
    });

  it('finds nothing where there is nothing', () => {
    expect(scanBytes(randomBytes(300_000), [NAME, FIN])).toEqual([]);
  });

  it('refuses to look for a value so short that noise has it', () => {
    expect(() => scanBytes(Buffer.alloc(10), ['7'])).toThrow('too short');
  });
});

describe('the scanner on a folder', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await makeTemporaryFolder('asan-scan');
  });
  afterEach(() => folder.remove());

  it('looks into files of folders within and at names', async () => {
    await mkdir(join(folder.path, 'deep', 'er'), { recursive: true });
    await writeFile(join(folder.path, 'deep', 'er', 'x.bin'), inNoise(NAME));
    await writeFile(join(folder.path, 'deep', `${FIN}.tmp`), 'nothing');
    const found = await scanFolder(folder.path, [NAME, FIN]);
    expect(found.map(({ value }) => value).sort()).toEqual([FIN, NAME].sort());
  });
});
