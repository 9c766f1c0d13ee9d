import { chmod, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runChromium } from '../../../electron/hosts/browser/chromium.ts';
import {
  CANDIDATES,
  chromiumArguments,
  findChromium,
  findRootFault,
} from '../../../electron/hosts/browser/chromium-command.ts';
import { pageHeaders } from '../../../electron/hosts/page-headers.ts';
import { createNodeClock } from '../../../electron/node-ports/clock.ts';
import { createLog } from '../../../electron/node-ports/log.ts';

const SHELLS = '../../../scripts/lib/shells.mjs';

describe('finding Chromium', () => {
  it('takes the first usual place that is there', () => {
    const there = ['/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
    expect(findChromium({}, 'linux', (path) => there.includes(path))).toBe(there[0]);
  });

  it('takes the one that is named, or none', () => {
    const env = { CHROMIUM_PATH: '/opt/chromium' };
    expect(findChromium(env, 'linux', () => true)).toBe('/opt/chromium');
    expect(findChromium(env, 'linux', (path) => path !== '/opt/chromium')).toBeUndefined();
    expect(findChromium({}, 'plan9', () => true)).toBeUndefined();
  });

  it('is looked for by the scripts in the same places', async () => {
    const script = await readFile(join(import.meta.dirname, SHELLS), 'utf8');
    const missing = Object.values(CANDIDATES)
      .flat()
      .filter((path) => !script.includes(`'${path.replaceAll('\\', '\\\\')}'`));
    expect(missing).toEqual([]);
  });
});

describe('the arguments of Chromium', () => {
  const args = chromiumArguments({ address: 'http://127.0.0.1:1/l', profile: '/p', root: false });

  it('show one page full screen, remember nothing and know no gestures', () => {
    expect(args).toEqual(
      expect.arrayContaining([
        '--kiosk',
        '--incognito',
        '--app=http://127.0.0.1:1/l',
        '--user-data-dir=/p',
        '--disable-pinch',
        '--overscroll-history-navigation=0',
        '--disable-extensions',
      ]),
    );
  });

  it('leave the question who may use a device to the page’s policy: the camera alone', () => {
    expect(args).toContain('--auto-accept-camera-and-microphone-capture');
    const policy = pageHeaders("'self'")['Permissions-Policy'] ?? '';
    expect(policy).toContain('camera=(self)');
    const others = policy.split(', ').filter((entry) => !entry.startsWith('camera='));
    expect(others).toContain('microphone=()');
    expect(others.every((entry) => entry.endsWith('=()'))).toBe(true);
  });

  it('never switch protection off, but for root in a demonstration', () => {
    expect(args.join(' ')).not.toMatch(/sandbox|remote-debugging|web-security|certificate/);
    expect(chromiumArguments({ address: '', profile: '', root: true })).toContain('--no-sandbox');
    expect(findRootFault({ root: true, demonstration: false })).toContain('root');
    expect(findRootFault({ root: true, demonstration: true })).toBeUndefined();
    expect(findRootFault({ root: false, demonstration: false })).toBeUndefined();
  });
});

/** An executable that notes its arguments and then does what `body` says. */
const fakeBrowser = async (body: string): Promise<{ folder: string; executable: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'chromium-test-'));
  const executable = join(folder, 'browser.sh');
  await writeFile(
    executable,
    `#!/bin/sh\necho "$1" >> ${folder}/started\ntouch "$1/used"\n${body}\n`,
  );
  await chmod(executable, 0o755);
  await mkdir(join(folder, 'tmp'));
  return { folder, executable };
};

const run = (browser: { folder: string; executable: string }) =>
  runChromium({
    executable: browser.executable,
    argumentsFor: (profile) => [profile],
    temporaryFolder: join(browser.folder, 'tmp'),
    clock: {
      ...createNodeClock(),
      schedule: (_, task) => createNodeClock().schedule(1, task),
    },
    log: createLog(
      () => undefined,
      () => 0,
    ),
  });

const starts = async (folder: string): Promise<string[]> =>
  (await readFile(join(folder, 'started'), 'utf8').catch(() => '')).split('\n').filter(Boolean);

describe('keeping Chromium on the screen', () => {
  it('starts it again with another profile when it dies, and leaves no profile behind', async () => {
    const browser = await fakeBrowser('exit 1');
    const running = await run(browser);
    await vi.waitUntil(async () => (await starts(browser.folder)).length >= 3);
    await running.stop();
    const profiles = await starts(browser.folder);
    expect(new Set(profiles).size).toBe(profiles.length);
    expect(await readdir(join(browser.folder, 'tmp'))).toEqual([]);
  });

  it('ends it when told to', async () => {
    const browser = await fakeBrowser('exec sleep 60');
    const running = await run(browser);
    await vi.waitUntil(async () => (await starts(browser.folder)).length === 1);
    await running.stop();
    expect(await starts(browser.folder)).toHaveLength(1);
    expect(await readdir(join(browser.folder, 'tmp'))).toEqual([]);
  });

  it('survives a browser that cannot be started', async () => {
    const browser = await fakeBrowser('');
    const running = await run({ ...browser, executable: join(browser.folder, 'missing') });
    await running.stop();
    expect(await readdir(join(browser.folder, 'tmp'))).toEqual([]);
  });

  it('removes profiles of a host that was killed, not those of one that lives', async () => {
    const browser = await fakeBrowser('exec sleep 60');
    const left = join(browser.folder, 'tmp', 'asan-kiosk-profile-4194304-abc');
    const living = join(browser.folder, 'tmp', `asan-kiosk-profile-${process.ppid}-abc`);
    await mkdir(left);
    await mkdir(living);
    const running = await run(browser);
    await running.stop();
    expect(await readdir(join(browser.folder, 'tmp'))).toEqual([
      `asan-kiosk-profile-${process.ppid}-abc`,
    ]);
  });
});
