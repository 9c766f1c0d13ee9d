import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
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

/** What writes files into `root`, as they will lie on the device. */
const writerIn = (root, version) => {
  const put = (path, text, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o755 });
    writeFileSync(join(root, path), text, { mode });
    chmodSync(join(root, path), mode);
  };
  const copy = (from, to) => cpSync(from, join(root, to), { recursive: true });
  return { put, copy, text: (name) => textOf(name, version) };
};

/** What every kiosk has, whatever shows it: its session, its service, its locks, its guide. */
const layOutShared = ({ put, copy, text }) => {
  for (const name of ['session', 'respawn']) put(`${LIB}/${name}`, text(name), 0o755);
  copy(inRoot('scripts/lockdown'), `${LIB}/lockdown`);
  put(`${LIB}/openbox.xml`, text('openbox.xml'));
  put('lib/systemd/system/asan-kiosk.service', text('asan-kiosk.service'));
  put(`${DOC}/kiosk.example.yaml`, text('kiosk.example.yaml'));
  for (const name of ['operate.md', 'settings.md'])
    put(`${DOC}/${name}`, readFileSync(inRoot('docs', name), 'utf8'));
  put(`${DOC}/copyright`, readFileSync(inRoot('LICENSE'), 'utf8'));
  for (const name of ['postinst', 'prerm', 'postrm']) put(`DEBIAN/${name}`, text(name), 0o755);
};

/** The kiosk's commands and the bundles that they are; `given` has arguments of theirs by name. */
const layOutCommands = ({ put, copy, text }, version, given = {}) => {
  copy(inRoot('out/main'), `${LIB}/out/main`);
  put(`${LIB}/package.json`, `${JSON.stringify({ type: 'module', version })}\n`);
  for (const name of COMMANDS) {
    const argument = given[name] === undefined ? '' : ` ${given[name]}`;
    const command = text('command').replaceAll('@NAME@', name).replace('@ARGUMENTS@', argument);
    put(`usr/bin/asan-kiosk-${name}`, command, 0o755);
  }
};

/** What starts the kiosk with its usual places: `program` shows it. */
const starter = (text, program) => text('asan-kiosk').replace('@PROGRAM@', program);

/** The kiosk in the browser host: its bundles, run by the system's Node. */
const BROWSER_KIOSK = {
  name: 'asan-kiosk',
  architecture: 'all',
  layOut: (root, version) => {
    const files = writerIn(root, version);
    const { put, copy, text } = files;
    layOutCommands(files, version);
    rmSync(join(root, LIB, 'out/main/electron.js'), { force: true });
    copy(inRoot('out/renderer'), `${LIB}/out/renderer`);
    copy(inRoot('resources'), `${LIB}/resources`);
    put('usr/bin/asan-kiosk', starter(text, `/usr/bin/node /${LIB}/out/main/browser.js`), 0o755);
    put('DEBIAN/control', text('control'));
    layOutShared(files);
  },
};

/** Debian's names for Node's. */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' };

/**
 * The kiosk in the Electron host: `app` is the folder that electron-builder's `dir` has made. The same
 * session and service; one of the two packages is on a device.
 */
export const electronKiosk = (app, architecture = ARCHITECTURES[process.arch] ?? process.arch) => ({
  name: 'asan-kiosk-electron',
  architecture,
  layOut: (root, version) => {
    const files = writerIn(root, version);
    const { put, copy, text } = files;
    copy(app, 'opt/asan-kiosk');
    // The kiosk's own window reads no policies of a browser. Its binary runs no scripts: see the fuses.
    layOutCommands(files, version, { 'self-check': '--own-window' });
    for (const name of ['electron.js', 'browser.js'])
      rmSync(join(root, LIB, 'out/main', name), { force: true });
    symlinkSync('/opt/asan-kiosk/resources', join(root, LIB, 'resources'));
    const sandbox = join(root, 'opt/asan-kiosk/chrome-sandbox');
    // Chromium's own way into a sandbox where the kernel gives none to users; the package's files are root's.
    if (existsSync(sandbox)) chmodSync(sandbox, 0o4755);
    put('usr/bin/asan-kiosk', starter(text, '/opt/asan-kiosk/asan-kiosk'), 0o755);
    put('DEBIAN/control', text('control-electron').replace('@ARCH@', architecture));
    layOutShared(files);
  },
});

const openFolders = (folder) => {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) openFolders(join(folder, entry.name));
};

const withRoot = async (kiosk, version, work) => {
  const root = mkdtempSync(join(tmpdir(), 'asan-package-'));
  try {
    kiosk.layOut(root, version);
    openFolders(root);
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

/** The same files without Debian around them, to be unpacked at `/`; answers the path. */
export const makeTarball = (outFolder, version, kiosk = BROWSER_KIOSK) =>
  withRoot(kiosk, version, async (root) => {
    mkdirSync(outFolder, { recursive: true });
    rmSync(join(root, 'DEBIAN'), { recursive: true });
    const path = join(outFolder, `${kiosk.name}-${version}.tar.gz`);
    const owner = ['--owner=0', '--group=0', '--numeric-owner'];
    const { code, output } = await runQuietly('tar', [...owner, '-C', root, '-czf', path, '.']);
    if (code !== 0) throw new Error(`tar failed:\n${output}`);
    return path;
  });

/** Makes a Debian package, of the browser host from what is built in out/ when no other is named; answers its path. */
export const makeDeb = (outFolder, version, kiosk = BROWSER_KIOSK) =>
  withRoot(kiosk, version, async (root) => {
    mkdirSync(outFolder, { recursive: true });
    const path = join(outFolder, `${kiosk.name}_${version}_${kiosk.architecture}.deb`);
    const { code, output } = await runQuietly('dpkg-deb', [
      '--root-owner-group',
      '-Zxz',
      '--build',
      root,
      path,
    ]);
    if (code !== 0) throw new Error(`dpkg-deb failed:\n${output}`);
    return path;
  });
