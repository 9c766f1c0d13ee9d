import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KIOSK_FILE } from '../../support/hosts/kiosk-file.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'out/main/electron.js');
const REGISTER = join(ROOT, 'tests/support/hosts/electron-stand-in/register.mjs');

beforeAll(() => {
  if (!existsSync(MAIN)) throw new Error('there is no build to test: run "npm run build" first');
});

interface Booted {
  readonly ask: <T>(action: string, ...given: unknown[]) => Promise<T>;
  readonly ended: Promise<number | null>;
  readonly output: () => string;
  /** Holds its configuration and its data. */
  readonly folder: string;
}

const running: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const boot = async (
  more: { argv?: string[]; env?: Record<string, string>; kiosk?: object; folder?: string } = {},
): Promise<Booted> => {
  const folder = more.folder ?? (await mkdtemp(join(tmpdir(), 'electron-host-')));
  folders.push(folder);
  const config = join(folder, 'kiosk.json');
  await writeFile(config, JSON.stringify({ ...KIOSK_FILE, ...more.kiosk }));
  const argv = ['--config', config, '--data', join(folder, 'data'), ...(more.argv ?? [])];
  const child = fork(MAIN, argv, {
    execArgv: ['--import', REGISTER],
    env: { PATH: process.env['PATH'], ...more.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.push(child);
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let last = 0;
  const ask = <T>(action: string, ...given: unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      void ended.then((code) => {
        reject(new Error(`the host ended with ${code ?? 'a signal'}: ${output}`));
      });
      child.on('message', (message: { id: number; answer?: T; error?: string }) => {
        if (message.id !== id) return;
        if (message.error === undefined) resolve(message.answer as T);
        else reject(new Error(message.error));
      });
      child.send({ id, action, given });
    });
  return { ask, ended, output: () => output, folder };
};

interface Noted {
  windows: { kiosk: boolean; webPreferences: Record<string, unknown> }[];
  switches: Record<string, string>;
  sandboxed: boolean;
  menu: unknown;
  blockers: string[];
  schemes: { scheme: string }[];
  paths: Record<string, string>;
}

describe('the built Electron host', { timeout: 15_000 }, () => {
  it('opens one sandboxed kiosk window on a session in memory', async () => {
    const { ask } = await boot();
    const noted = await ask<Noted>('noted');
    expect(noted.windows).toHaveLength(1);
    expect(noted.windows[0]).toMatchObject({
      kiosk: true,
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        devTools: false,
        partition: 'kiosk',
      },
    });
    expect(noted.sandboxed).toBe(true);
    expect(noted.menu).toBeNull();
    expect(noted.blockers).toEqual(['prevent-display-sleep']);
    expect(noted.schemes.map(({ scheme }) => scheme)).toEqual(['app']);
    expect(noted.switches).toMatchObject({
      'disable-pinch': '',
      'overscroll-history-navigation': '0',
    });
    expect(noted.paths['userData']).toMatch(/data.shell$/);
  });

  it('answers a call from the page through the real preload script and the real core', async () => {
    const { ask } = await boot();
    expect(await ask('exposed')).toEqual({ asanKiosk: ['call', 'subscribe'] });
    expect(await ask('channels')).toEqual(['kiosk:call']);
    expect(await ask('call', 'kiosk.info', {})).toMatchObject({
      ok: true,
      value: { callCentre: '108', centreName: KIOSK_FILE.centreName },
    });
    expect(await ask('call', 'session.begin', { language: 'az' })).toMatchObject({ ok: true });
    expect(await ask('call', 'no.such', {})).toEqual({
      ok: false,
      error: { code: 'unknown_method' },
    });
  });

  it('pushes events of the core to the page, the end of a visit under its name', async () => {
    const { ask } = await boot();
    const { value } = await ask<{ value: { visit: string } }>('call', 'session.begin', {
      language: 'az',
    });
    await ask('call', 'session.finish', {});
    await expect
      .poll(() => ask('events'))
      .toContainEqual({ type: 'session_ended', reason: 'finished', visit: value.visit });
  });

  it('serves the built page by app:// and nothing beside it', async () => {
    const { ask } = await boot();
    const page = await ask<{ status: number; text: string; policy: string }>('get', 'app://kiosk/');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<script type="module"');
    expect(page.policy).toContain("default-src 'none'");
    for (const url of [
      'app://kiosk/package.json',
      'app://kiosk/../main/electron.js',
      'file:///etc/passwd',
    ])
      expect((await ask<{ status: number }>('get', url)).status).toBe(404);
  });

  it('refuses other frames, permissions, windows, navigation and keys', async () => {
    const { ask } = await boot();
    const refused = { ok: false, error: { code: 'not_allowed' } };
    expect(await ask('callFrom', null)).toEqual(refused);
    expect(await ask('callFrom', { url: 'app://kiosk/', parent: {} })).toEqual(refused);
    expect(await ask('ask', 'media')).toBe(false);
    expect(await ask('open', 'https://evil.example')).toEqual({ action: 'deny' });
    expect(await ask('navigate', 'file:///tmp/dragged.html')).toBe(true);
    const plain = { control: false, alt: false, meta: false, shift: false };
    expect(await ask('press', { ...plain, key: 'F12' })).toBe(true);
    expect(await ask('press', { ...plain, key: 'ə' })).toBe(false);
    expect(await ask('close')).toBe(true);
  });

  it("wipes a citizen's session when the page dies", async () => {
    const { ask } = await boot();
    await ask('call', 'session.begin', { language: 'az' });
    expect(await ask('call', 'session.touch', {})).toEqual({ ok: true, value: null });
    await ask('crash');
    expect(await ask('call', 'session.touch', {})).toEqual({
      ok: false,
      error: { code: 'not_allowed' },
    });
  });

  it('closes its store and ends when it is told to', async () => {
    const { ask, ended } = await boot();
    await ask('noted');
    void ask('quit').catch(() => undefined);
    expect(await ended).toBe(0);
  });
});

describe('the built Electron host in a session without a keyring', { timeout: 15_000 }, () => {
  const env = { STAND_IN_KEYRING: 'basic_text' };

  it('protects its data with a key file, says so, and opens them again', async () => {
    const { folder, ask, ended } = await boot({ env });
    expect((await ask<Noted>('noted')).windows).toHaveLength(1);
    const key = join(folder, 'data/kiosk.key');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    const log = readFileSync(join(folder, 'data/logs/kiosk.log'), 'utf8');
    expect(log).toContain('"event":"key_file.used"');
    void ask('quit').catch(() => undefined);
    expect(await ended).toBe(0);
    const again = await boot({ folder, env });
    expect((await again.ask<Noted>('noted')).windows).toHaveLength(1);
  });

  it('does not start when its key is gone, says which, and makes no other', async () => {
    const { folder, ask, ended } = await boot({ env });
    await ask('noted');
    void ask('quit').catch(() => undefined);
    expect(await ended).toBe(0);
    const key = join(folder, 'data/kiosk.key');
    for (const path of [key, `${key}.copy`]) await rm(path);
    const without = await boot({ folder, env });
    expect(await without.ended).toBe(1);
    expect(without.output()).toContain(`${key} is missing`);
    expect(existsSync(key)).toBe(false);
  });
});

describe('the built Electron host does not start', { timeout: 15_000 }, () => {
  it.each<[string, Parameters<typeof boot>[0], number, string]>([
    ['a second time', { env: { STAND_IN_SECOND: '1' } }, 1, 'runs already'],
    [
      'with a debugger, once packaged',
      { env: { STAND_IN_PACKAGED: '1' }, argv: ['--remote-debugging-port=9222'] },
      2,
      'would open the kiosk',
    ],
    ['without sandbox', { argv: ['--no-sandbox'] }, 2, 'would open the kiosk'],
    ['with a wrong configuration', { kiosk: { callCentre: 5 } }, 2, 'callCentre'],
    ['with an unknown argument', { argv: ['--kiosk-off'] }, 2, '--kiosk-off'],
  ])('%s', async (_, more, code, words) => {
    const { ended, output } = await boot(more);
    expect(await ended).toBe(code);
    expect(output()).toContain(words);
  });

  it('when the keyring that protects its data is gone, and does again when it is back', async () => {
    const { folder, ...first } = await boot();
    expect((await first.ask<Noted>('noted')).windows).toHaveLength(1);
    void first.ask('quit').catch(() => undefined);
    expect(await first.ended).toBe(0);
    const without = await boot({ folder, env: { STAND_IN_KEYRING: 'basic_text' } });
    expect(await without.ended).toBe(1);
    expect(without.output()).toContain('bring the keyring');
    expect(existsSync(join(folder, 'data/kiosk.key'))).toBe(false);
    const again = await boot({ folder });
    expect((await again.ask<Noted>('noted')).windows).toHaveLength(1);
  });
});

describe('the built bundles', () => {
  const importsOf = (file: string): string[] =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import|require\()\s*["']([^"'./][^"']*)["']/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));

  it('need Electron and Node only: a packaged kiosk carries no node_modules', () => {
    expect(new Set(importsOf(MAIN))).toEqual(new Set(['electron']));
    expect(importsOf(join(ROOT, 'out/main/browser.js'))).toEqual([]);
  });

  it('have a preload script of one file that a sandbox can run', () => {
    expect(importsOf(join(ROOT, 'out/preload/preload.cjs'))).toEqual(['electron']);
  });
});
