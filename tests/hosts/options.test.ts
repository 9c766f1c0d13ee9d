import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseHostOptions } from '../../electron/hosts/options.ts';
import { findOpeningSwitches } from '../../electron/hosts/switches.ts';
import { ownArguments } from '../../electron/hosts/electron/arguments.ts';

const defaults = { workingFolder: '/here', packsFolder: '/app/packs', rendererFolder: '/app/page' };
const NEEDED = ['--config', '/etc/kiosk.json', '--data', '/var/kiosk'];

describe('the options of a host', () => {
  it('come from arguments, with paths made absolute', () => {
    const argv = ['--config', 'k.json', '--data=store', '--key-file', 'k.key'];
    argv.push('--port', '8460', '--browser', 'none');
    expect(parseHostOptions(argv, {}, defaults)).toEqual({
      ok: true,
      value: {
        configFile: resolve('/here/k.json'),
        dataFolder: resolve('/here/store'),
        keyFile: resolve('/here/k.key'),
        packsFolder: '/app/packs',
        rendererFolder: '/app/page',
        port: 8460,
        browser: 'none',
        checkConfig: false,
      },
    });
  });

  it('come from variables where no argument says otherwise', () => {
    const env = {
      ASAN_KIOSK_CONFIG: '/a.json',
      ASAN_KIOSK_DATA: '/d',
      ASAN_KIOSK_KEY_FILE: '/k',
      ASAN_KIOSK_PASSPHRASE_FILE: '/p',
      ASAN_KIOSK_EARLIER_PASSPHRASE_FILE: '/e',
      ASAN_KIOSK_PORT: '1',
    };
    const options = parseHostOptions(['--port', '2', '--check-config'], env, defaults);
    expect(options).toMatchObject({
      ok: true,
      value: {
        configFile: '/a.json',
        dataFolder: '/d',
        keyFile: '/k',
        passphraseFile: '/p',
        earlierPassphraseFile: '/e',
        port: 2,
        checkConfig: true,
      },
    });
  });

  it.each([
    [[], '--config is missing'],
    [['--config', 'k.json'], '--data is missing'],
    [[...NEEDED, '--port', '65536'], '--port'],
    [[...NEEDED, '--port', '-1'], '--port'],
    [[...NEEDED, '--port', '0x50'], '--port'],
    [[...NEEDED, '--browser', 'firefox'], '--browser'],
    [[...NEEDED, '--kiosk-mode'], '--kiosk-mode'],
    [[...NEEDED, 'https://evil.example'], 'https://evil.example'],
    [[...NEEDED, '--data'], '--data'],
  ])('%j are refused with a sentence', (argv, part) => {
    const options = parseHostOptions(argv, {}, defaults);
    expect(options).toMatchObject({ ok: false, error: expect.stringContaining(part) as string });
  });
});

describe('switches that would open the kiosk', () => {
  const find = (argv: string[], more: { execArgv?: string[]; nodeOptions?: string } = {}) =>
    findOpeningSwitches({
      argv,
      execArgv: more.execArgv ?? [],
      nodeOptions: more.nodeOptions,
    });

  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-port',
    '--Remote-Debugging-Port=0',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '-remote-debugging-port=9222',
    '/remote-debugging-port=9222',
    ' --remote-debugging-port=1',
    '--no-sandbox',
    '-no-sandbox',
    '/no-sandbox',
    '--disable-setuid-sandbox',
    '--disable-gpu-sandbox',
    '--disable-web-security',
    '--disable-site-isolation-trials',
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--ignore-certificate-errors',
    '--allow-file-access-from-files',
    '--load-extension=/tmp/x',
    '--user-data-dir=/tmp/x',
    '--host-rules=MAP * evil',
    '--proxy-server=evil:1',
    '--password-store=basic',
    '--js-flags=--allow-natives-syntax',
    '--auto-open-devtools-for-tabs',
    '--require=/tmp/x.js',
    '-r',
    '-e',
  ])('%s is found', (argument) => {
    expect(find([...NEEDED, argument])).toEqual([argument]);
  });

  it.each([[NEEDED], [['--port', '1', '--browser', 'none', '--check-config']]])(
    '%j are none',
    (argv) => {
      expect(find(argv)).toEqual([]);
    },
  );

  it('are also found in what Node took for itself and in its variable', () => {
    expect(find([], { execArgv: ['--inspect=1', '--enable-source-maps'] })).toEqual([
      '--inspect=1',
    ]);
    expect(find([], { nodeOptions: '--max-old-space-size=99  --inspect-brk' })).toEqual([
      '--inspect-brk',
    ]);
  });
});

describe("the Electron host's own arguments", () => {
  it('leave out the executable, and in development the path of the application', () => {
    expect(ownArguments(['/opt/kiosk/kiosk', '--data', '/d'], true)).toEqual(['--data', '/d']);
    expect(ownArguments(['electron', '/repo', '--data', '/d'], false)).toEqual(['--data', '/d']);
  });

  it('keep a debugger for programmers, and leave it to be refused once packaged', () => {
    const argv = ['electron', '--inspect=0', '--remote-debugging-port=0', '/repo', '--data', '/d'];
    expect(ownArguments(argv, false)).toEqual(['--data', '/d']);
    expect(ownArguments(['kiosk', '--inspect=0'], true)).toEqual(['--inspect=0']);
  });

  it('pass over harmless switches of Chromium, not over others', () => {
    expect(ownArguments(['kiosk', '--ozone-platform=wayland'], true)).toEqual([]);
    const odd = '--ozone-platform=wayland --no-sandbox';
    expect(ownArguments(['kiosk', odd], true)).toEqual([odd]);
  });
});
