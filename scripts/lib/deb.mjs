import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inRoot } from './folders.mjs';
import { runQuietly } from './run.mjs';

const LIB = 'usr/lib/asan-kiosk';
const DOC = 'usr/share/doc/asan-kiosk';

/** Built programs that have a command of their own. */
const COMMANDS = ['check-config', 'hash-pin', 'bundle', 'self-check'];

const textOf = (name, version) =>
  readFileSync(inRoot('scripts/deb', name), 'utf8').replaceAll('@VERSION@', version);

/** Puts the package's files into `root`, as they will lie on the device. */
const layOut = (root, version) => {
  const put = (path, text, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o755 });
    writeFileSync(join(root, path), text, { mode });
    chmodSync(join(root, path), mode);
  };
  const copy = (from, to) => cpSync(inRoot(from), join(root, to), { recursive: true });
  copy('out/main', `${LIB}/out/main`);
  rmSync(join(root, LIB, 'out/main/electron.js'), { force: true });
  copy('out/renderer', `${LIB}/out/renderer`);
  copy('resources', `${LIB}/resources`);
  put(`${LIB}/package.json`, `${JSON.stringify({ type: 'module', version })}\n`);
  for (const name of ['session', 'respawn']) put(`${LIB}/${name}`, textOf(name, version), 0o755);
  copy('scripts/lockdown', `${LIB}/lockdown`);
  put(`${LIB}/openbox.xml`, textOf('openbox.xml', version));
  put('usr/bin/asan-kiosk', textOf('asan-kiosk', version), 0o755);
  for (const name of COMMANDS)
    put(
      `usr/bin/asan-kiosk-${name}`,
      `#!/bin/sh\nexec /usr/bin/node /${LIB}/out/main/${name}.js "$@"\n`,
      0o755,
    );
  put('lib/systemd/system/asan-kiosk.service', textOf('asan-kiosk.service', version));
  put(`${DOC}/kiosk.example.yaml`, textOf('kiosk.example.yaml', version));
  put(`${DOC}/operate.md`, readFileSync(inRoot('docs/operate.md'), 'utf8'));
  put(`${DOC}/copyright`, readFileSync(inRoot('LICENSE'), 'utf8'));
  put('DEBIAN/control', textOf('control', version));
  for (const name of ['postinst', 'prerm', 'postrm'])
    put(`DEBIAN/${name}`, textOf(name, version), 0o755);
};

const openFolders = (folder) => {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) openFolders(join(folder, entry.name));
};

/** The same files without Debian around them, to be unpacked at `/`; answers the path. */
export const makeTarball = async (outFolder, version) => {
  mkdirSync(outFolder, { recursive: true });
  const root = mkdtempSync(join(tmpdir(), 'asan-tar-'));
  try {
    layOut(root, version);
    rmSync(join(root, 'DEBIAN'), { recursive: true });
    openFolders(root);
    const path = join(outFolder, `asan-kiosk-${version}.tar.gz`);
    const owner = ['--owner=0', '--group=0', '--numeric-owner'];
    const { code, output } = await runQuietly('tar', [...owner, '-C', root, '-czf', path, '.']);
    if (code !== 0) throw new Error(`tar failed:\n${output}`);
    return path;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

/** Makes the browser host's package from what is built in out/; answers its path. Rejects when dpkg-deb fails. */
export const makeDeb = async (outFolder, version) => {
  mkdirSync(outFolder, { recursive: true });
  const root = mkdtempSync(join(tmpdir(), 'asan-deb-'));
  try {
    layOut(root, version);
    openFolders(root);
    const path = join(outFolder, `asan-kiosk_${version}_all.deb`);
    const { code, output } = await runQuietly('dpkg-deb', [
      '--root-owner-group',
      '-Zxz',
      '--build',
      root,
      path,
    ]);
    if (code !== 0) throw new Error(`dpkg-deb failed:\n${output}`);
    return path;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
