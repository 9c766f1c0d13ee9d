import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseKioskConfig, readKioskConfig } from '../../electron/hosts/kiosk-file.ts';
import { prepareHost } from '../../electron/hosts/prepare.ts';
import { KIOSK_FILE } from '../support/hosts/kiosk-file.ts';

const parse = (value: unknown) => parseKioskConfig(JSON.stringify(value));

describe('the configuration file', () => {
  it('is read with what was left out filled in', () => {
    const config = parse(KIOSK_FILE);
    expect(config).toMatchObject({
      ok: true,
      value: { demonstration: false, idle: { warnAfter: 60, wipeAfter: 30 }, keepSentDays: 30 },
    });
  });

  it('may begin with a byte order mark', () => {
    expect(parseKioskConfig(`\uFEFF${JSON.stringify(KIOSK_FILE)}`).ok).toBe(true);
  });

  it.each<[string, unknown, string]>([
    ['a misspelt key', { ...KIOSK_FILE, idel: {} }, 'idel'],
    ['a missing name', { ...KIOSK_FILE, centreName: undefined }, 'centreName'],
    ['a missing language', { ...KIOSK_FILE, agencyName: { az: 'a', ru: 'b' } }, 'agencyName.en'],
    [
      'a portal by plain HTTP',
      { ...KIOSK_FILE, portal: { url: 'http://portal.example', keyThumbprint: 'A'.repeat(43) } },
      'portal.url: the portal is reached by https',
    ],
    ['a warning too early', { ...KIOSK_FILE, idle: { warnAfter: 1 } }, 'idle.warnAfter'],
    ['a text', 'kiosk', 'the file'],
  ])('with %s names the place', (_, value, part) => {
    const config = parse(value);
    expect(config.ok).toBe(false);
    expect(config.ok ? '' : config.error.join('\n')).toContain(part);
  });

  it('names every place that is wrong, not the first one only', () => {
    const config = parse({ ...KIOSK_FILE, callCentre: 1, authorityId: 'X Y' });
    expect(config.ok ? [] : config.error).toHaveLength(2);
  });

  it('that is no JSON is said to be none', () => {
    expect(parseKioskConfig('{ "a": ')).toMatchObject({
      ok: false,
      error: [expect.stringContaining('not JSON') as string],
    });
  });

  it('that is not there is said to be unreadable', async () => {
    expect(await readKioskConfig('/nowhere/kiosk.json')).toEqual({
      ok: false,
      error: ['/nowhere/kiosk.json cannot be read (ENOENT)'],
    });
  });
});

describe('preparing a host', () => {
  const defaults = { workingFolder: '/', packsFolder: '/packs', rendererFolder: '/page' };
  const prepare = (argv: readonly string[], env = {}) =>
    prepareHost({ argv, execArgv: [], env }, defaults);

  it('hands the core its folders and its configuration', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'kiosk-file-')), 'kiosk.json');
    await writeFile(path, JSON.stringify(KIOSK_FILE));
    const prepared = await prepare(['--config', path, '--data', '/data']);
    expect(prepared).toMatchObject({
      ok: true,
      value: {
        core: {
          dataFolder: '/data',
          packsFolder: '/packs',
          version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
          kiosk: { callCentre: '108' },
        },
      },
    });
  });

  it('refuses an opening switch before it reads anything', async () => {
    const argv = ['--config', '/nowhere', '--data', '/d', '--remote-debugging-port=1'];
    expect(await prepare(argv)).toEqual({
      ok: false,
      error: ['--remote-debugging-port=1 would open the kiosk from outside: refused'],
    });
    expect(await prepare([], { NODE_OPTIONS: '--inspect' })).toMatchObject({ ok: false });
  });

  it('says how it is used when an argument is missing', async () => {
    const prepared = await prepare([]);
    expect(prepared.ok ? [] : prepared.error).toEqual([
      expect.stringContaining('--config is missing') as string,
      expect.stringContaining('Usage') as string,
    ]);
  });
});
