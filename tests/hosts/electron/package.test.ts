import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../../..');
const settings = parse(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')) as {
  readonly win: { readonly signtoolOptions?: { readonly publisherName?: readonly string[] } };
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly publish: unknown;
};

describe('the settings of the installers', () => {
  it('name a publisher: without one an updater on Windows checks no signature and says nothing', () => {
    expect(settings.win.signtoolOptions?.publisherName?.[0]).toMatch(/\w/);
  });

  it('publish nothing and shut every fuse that would run other code', () => {
    expect(settings.publish).toBeNull();
    expect(settings.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('have an icon in every size', () => {
    for (const size of [16, 32, 48, 64, 128, 256, 512]) {
      const png = readFileSync(join(ROOT, `resources/icons/${size}x${size}.png`));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    }
    const ico = readFileSync(join(ROOT, 'resources/icons/icon.ico'));
    expect([...ico.subarray(0, 5)]).toEqual([0, 0, 1, 0, 7]);
  });
});

/** What @electron/fuses looks for in a binary: the sentinel, the version, how many, and each fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 8;

const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0;

describe.skipIf(process.platform !== 'linux')('a package around a stand-in for Electron', () => {
  let app: string;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'asan-electron-'));
    const distribution = join(folder, 'electron');
    mkdirSync(join(distribution, 'resources'), { recursive: true });
    mkdirSync(join(distribution, 'locales'));
    const wire = Buffer.concat([
      Buffer.from('stand-in '),
      Buffer.from(SENTINEL),
      Buffer.from([1, FUSES]),
      Buffer.from('1'.repeat(FUSES)),
    ]);
    writeFileSync(join(distribution, 'electron'), wire);
    chmodSync(join(distribution, 'electron'), 0o755);
    writeFileSync(join(distribution, 'version'), '45.4.1');
    for (const name of ['LICENSE', 'LICENSES.chromium.html'])
      writeFileSync(join(distribution, name), '');
    const project = join(folder, 'project');
    for (const path of [
      'package.json',
      'electron-builder.yml',
      'out/main',
      'out/preload',
      'out/renderer',
      'resources',
      'scripts/lockdown',
      'tests/hosts',
    ])
      if (existsSync(join(ROOT, path)))
        cpSync(join(ROOT, path), join(project, path), { recursive: true });
    // The libraries are in the bundles: electron-builder need not look for them.
    const about = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as object;
    const bare = { ...about, dependencies: {}, devDependencies: {} };
    writeFileSync(join(project, 'package.json'), JSON.stringify(bare));
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    await promisify(execFile)(
      process.execPath,
      [
        join(ROOT, 'node_modules/electron-builder/cli.js'),
        '--dir',
        '--linux',
        '--publish',
        'never',
        '--projectDir',
        project,
        `-c.electronDist=${distribution}`,
        '-c.electronVersion=45.4.1',
      ],
      { cwd: project, env: { ...process.env, CI: '1' } },
    );
    app = join(project, 'dist/linux-unpacked');
  }, 120_000);

  it('holds what a kiosk runs and nothing else', () => {
    const asar = createRequire(join(ROOT, 'node_modules/app-builder-lib/package.json'))(
      '@electron/asar',
    ) as { listPackage: (path: string, options: object) => string[] };
    const files = asar.listPackage(join(app, 'resources/app.asar'), {});
    expect(files).toContain('/out/main/electron.js');
    expect(files).toContain('/out/renderer/index.html');
    const strange = files.filter((path) =>
      /\.(ts|vue|map)$|^\/(tests|electron|renderer|portal|node_modules|scripts|docs)(\/|$)|browser\.js$/.test(
        path,
      ),
    );
    expect(strange).toEqual([]);
    expect(existsSync(join(app, 'resources/packs/authorities.json'))).toBe(true);
    expect(existsSync(join(app, 'lockdown/lock-linux.sh'))).toBe(true);
  });

  it.skipIf(!hasDpkg)('becomes a Debian package with session, service and locks', async () => {
    const out = mkdtempSync(join(tmpdir(), 'asan-electron-deb-'));
    const made = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { electronKiosk, makeDeb } from ${JSON.stringify(join(ROOT, 'scripts/lib/deb.mjs'))};
       console.log(await makeDeb(${JSON.stringify(out)}, '0.1.0', electronKiosk(${JSON.stringify(app)}, 'amd64')));`,
    ]);
    const deb = made.stdout.trim();
    const ask = (...args: string[]): string =>
      execFileSync('dpkg-deb', [...args, deb], { encoding: 'utf8' });
    expect(ask('-f')).toMatch(/^Package: asan-kiosk-electron$[^]*^Architecture: amd64$/mu);
    expect(ask('-f')).not.toMatch(/@[A-Z]+@/u);
    const listed = ask('-c');
    for (const path of [
      'opt/asan-kiosk/asan-kiosk',
      'opt/asan-kiosk/resources/app.asar',
      'usr/bin/asan-kiosk',
      'usr/bin/asan-kiosk-check-config',
      'usr/bin/asan-kiosk-hash-pin',
      'usr/bin/asan-kiosk-bundle',
      'usr/bin/asan-kiosk-self-check',
      'usr/lib/asan-kiosk/session',
      'usr/lib/asan-kiosk/lockdown/lock-linux.sh',
      'lib/systemd/system/asan-kiosk.service',
    ])
      expect(listed).toMatch(new RegExp(`root/root .* \\./${path.replaceAll('.', '\\.')}$`, 'mu'));
    // The browser host's program and what runs it stay out.
    expect(listed).not.toMatch(/browser\.js|usr\/bin\/node/u);

    const root = mkdtempSync(join(tmpdir(), 'asan-electron-root-'));
    execFileSync('dpkg-deb', ['-x', deb, root]);
    const lib = join(root, 'usr/lib/asan-kiosk');
    expect(existsSync(join(lib, 'out/main/electron.js'))).toBe(false);
    // The link is to a place on the device.
    expect(readlinkSync(join(lib, 'resources'))).toBe('/opt/asan-kiosk/resources');
    expect(readFileSync(join(root, 'usr/bin/asan-kiosk'), 'utf8')).toMatch(
      /^exec \/opt\/asan-kiosk\/asan-kiosk "\$@"$/mu,
    );
    const command = (name: string): string =>
      readFileSync(join(root, `usr/bin/asan-kiosk-${name}`), 'utf8').replaceAll(
        '/usr/lib',
        `${root}/usr/lib`,
      );
    const run = (name: string, options: { args?: string[]; input?: string } = {}) =>
      spawnSync(
        'sh',
        [
          '-c',
          command(name).replaceAll('/usr/bin/node', process.execPath),
          name,
          ...(options.args ?? []),
        ],
        {
          encoding: 'utf8',
          input: options.input ?? '',
        },
      );
    const packs = join(root, 'opt/asan-kiosk/resources/packs');
    const example = join(root, 'usr/share/doc/asan-kiosk/kiosk.example.yaml');
    expect(run('check-config', { args: [example, packs] }).stdout).toContain('0 wrong');
    expect(run('hash-pin', { input: '739154\n' }).stdout).toMatch(/^scrypt-1\$/u);
    expect(run('bundle').stderr).toContain('Usage');
    expect(run('self-check').stdout).toMatch(/^pass {2}browser_policy/mu);
    const nodeless = command('bundle').replaceAll('/usr/bin/node', '/nowhere/node');
    expect(spawnSync('sh', ['-c', nodeless], { encoding: 'utf8' })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('needs Node 20') as string,
    });
  });

  it('has its fuses as they should be', () => {
    const binary = readFileSync(join(app, 'asan-kiosk'));
    const at = binary.indexOf(SENTINEL) + SENTINEL.length + 2;
    const fuses = binary.toString('latin1', at, at + FUSES);
    // runAsNode, cookies, NODE_OPTIONS, inspect, asar integrity, only asar, (v8 snapshot), file privileges
    expect([...fuses].filter((_, index) => index !== 6).join('')).toBe('0100110');
  });
});
