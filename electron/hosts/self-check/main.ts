import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LOCKS } from '../../../contract/locks.ts';
import type { LockState } from '../../../contract/locks.ts';
import { readLinuxLocks } from '../../node-ports/linux-locks.ts';
import { findChromium } from '../browser/chromium-command.ts';
import { LOCK_WORDS } from './lock-words.ts';

/** `self-check [--data FOLDER] [--config FILE] [--uid NUMBER] [--own-window] [--json]`: which locks are missing on this machine; 1 when one is open. */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '/var/lib/asan-kiosk' },
    config: { type: 'string', default: '/etc/asan-kiosk/kiosk.yaml' },
    uid: { type: 'string' },
    // The kiosk shows itself, as in Electron; left out: a browser shows it.
    'own-window': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const MARKS = { locked: 'pass', open: 'FAIL', unknown: 'WARN' } as const;

const locks: readonly LockState[] =
  process.platform === 'linux'
    ? await readLinuxLocks({
        root: '/',
        uid: Number(values.uid ?? process.getuid?.()),
        dataFolder: values.data,
        configFile: values.config,
        browser: values['own-window']
          ? null
          : findChromium(process.env, process.platform, existsSync),
      })
    : LOCKS.map((name) => ({ name, state: 'unknown' }));

if (values.json) process.stdout.write(`${JSON.stringify(locks, null, 2)}\n`);
else
  for (const { name, state } of locks)
    process.stdout.write(`${MARKS[state]}  ${name}: ${LOCK_WORDS[name]}\n`);
process.exitCode = locks.some(({ state }) => state === 'open') ? 1 : 0;
