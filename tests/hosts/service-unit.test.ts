import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const UNIT = join(import.meta.dirname, '../../scripts/deb/asan-kiosk.service');
const isThere = spawnSync('systemd-analyze', ['--version']).status === 0;

/** What systemd says against a unit; empty for one that it takes as it is. */
const faultsOf = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'unit-')), 'asan-kiosk.service');
  // The X server's starter is on the device, not where this is tested.
  writeFileSync(path, text.replace(/^ExecStart=\S+/mu, 'ExecStart=/bin/true'));
  return spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' }).stderr;
};

describe.skipIf(!isThere)(
  `the service${isThere ? '' : ' (skipped: no systemd-analyze here)'}`,
  () => {
    const text = readFileSync(UNIT, 'utf8');

    it('is one that systemd takes, every key of it', () => {
      expect(faultsOf(text)).toBe('');
    });

    it.each([
      ['a misspelt key', text.replace('WatchdogSec=', 'WatchdogSek='), 'WatchdogSek'],
      ['a value that is none', text.replace('Restart=always', 'Restart=ever'), 'ever'],
    ])('would be refused with %s', (_, broken, named) => {
      expect(faultsOf(broken)).toContain(named);
    });
  },
);
