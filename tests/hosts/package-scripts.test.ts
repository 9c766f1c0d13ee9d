import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

const SCRIPTS = join(import.meta.dirname, '../../scripts/deb');

/** The variables of the kiosk with which an installed starter starts it; `root` stands for the device's. */
const startedWith = (root: string, env: Record<string, string> = {}) => {
  const text = readFileSync(join(SCRIPTS, 'asan-kiosk'), 'utf8')
    .replace(/^exec .*$/m, 'env')
    .replaceAll('/var/lib/asan-kiosk-key', `${root}/key`);
  const said = execFileSync('sh', ['-c', text], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  });
  return Object.fromEntries(
    said
      .split('\n')
      .filter((line) => line.startsWith('ASAN_KIOSK_'))
      .map((line) => line.split('=')),
  ) as Record<string, string>;
};

describe('the installed starter', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'device-'));
    mkdirSync(join(root, 'key'));
  });

  it('keeps the key beside the data', () => {
    expect(startedWith(root)).toMatchObject({
      ASAN_KIOSK_DATA: '/var/lib/asan-kiosk',
      ASAN_KIOSK_KEY_FILE: `${root}/key/kiosk.key`,
    });
  });

  it('leaves the key to the host where no package has made a folder for it', () => {
    const { ASAN_KIOSK_KEY_FILE: key } = startedWith('/nowhere');
    expect(key).toBeUndefined();
  });

  it('leaves both where somebody else wants them', () => {
    expect(startedWith(root, { ASAN_KIOSK_KEY_FILE: '/media/k' })).toMatchObject({
      ASAN_KIOSK_KEY_FILE: '/media/k',
    });
    const elsewhere = startedWith(root, { ASAN_KIOSK_DATA: '/srv/kiosk' });
    expect(elsewhere['ASAN_KIOSK_DATA']).toBe('/srv/kiosk');
    expect(elsewhere['ASAN_KIOSK_KEY_FILE']).toBeUndefined();
  });
});

describe('the packages', () => {
  it.each(['control', 'control-electron'])('recommend what reads aloud: %s', (name) => {
    const control = readFileSync(join(SCRIPTS, name), 'utf8');
    expect(/^Recommends: .*\bespeak-ng\b/m.test(control)).toBe(true);
  });
});
