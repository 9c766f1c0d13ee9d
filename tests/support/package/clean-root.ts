import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../journeys/program.ts';

/**
 * A system of its own over this one: what is changed in it is gone at the end, and it does not see
 * this repository. Needs root and a mount namespace that nobody else is in.
 */
export interface CleanRoot {
  readonly path: string;
  /** Runs to its end and answers its output; throws when it fails. */
  run(command: string, ...args: string[]): string;
  /** Runs on, in a group of its own. `user`: as that user of the system. */
  start(
    user: string | undefined,
    env: Readonly<Record<string, string>>,
    ...argv: string[]
  ): ChildProcess;
  /** Copies a file in and answers its path there. */
  bring(file: string): string;
  unmount(): void;
}

const mount = (...args: string[]): void => {
  execFileSync('mount', args);
};

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const openCleanRoot = (): CleanRoot => {
  const base = mkdtempSync(join(tmpdir(), 'asan-root-'));
  mount('-t', 'tmpfs', 'tmpfs', base);
  for (const name of ['upper', 'work', 'root']) mkdirSync(join(base, name));
  const path = join(base, 'root');
  const layers = `lowerdir=/,upperdir=${join(base, 'upper')},workdir=${join(base, 'work')}`;
  mount('-t', 'overlay', 'overlay', '-o', layers, path);
  for (const name of ['proc', 'sys', 'dev']) mount('--rbind', `/${name}`, join(path, name));
  // Neither what other programs left behind nor the repository, which may lie among that.
  for (const hidden of ['/tmp', '/run', '/dev/shm', ROOT])
    if (existsSync(join(path, hidden)))
      mount('-t', 'tmpfs', '-o', 'mode=1777', 'tmpfs', join(path, hidden));

  return {
    path,
    run: (command, ...args) =>
      execFileSync('chroot', [path, command, ...args], {
        encoding: 'utf8',
        env: { PATH, DEBIAN_FRONTEND: 'noninteractive', LANG: 'C.UTF-8' },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    start: (user, env, ...argv) =>
      spawn('chroot', [...(user ? [`--userspec=${user}:${user}`] : []), path, ...argv], {
        env: { PATH, LANG: 'C.UTF-8', HOME: '/var/lib/asan-kiosk', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      }),
    bring: (file) => {
      const there = join('/tmp', basename(file));
      cpSync(file, join(path, there));
      return there;
    },
    unmount: () => {
      execFileSync('umount', ['-R', '-l', base]);
    },
  };
};

/**
 * Where Debian's own Node is too old for the package (or there is none), a package of that name
 * around the Node that runs this test: the dependency is met by name, as on a device with a newer Node.
 */
export const ensureNodePackage = (root: CleanRoot): string | undefined => {
  const installed = (): string => {
    try {
      return root.run('dpkg-query', '-W', '-f=${Version}', 'nodejs');
    } catch {
      return '';
    }
  };
  if (Number.parseInt(installed(), 10) >= 20) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'node-package-'));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const version = `${process.versions.node}-0standin`;
  put(
    'DEBIAN/control',
    `Package: nodejs\nVersion: ${version}\nArchitecture: all\nMaintainer: nobody <nobody@asan-kiosk.example>\nDescription: the Node that runs the test\n`,
  );
  mkdirSync(join(folder, 'usr/bin'), { recursive: true });
  copyFileSync(process.execPath, join(folder, 'usr/bin/node'));
  chmodSync(join(folder, 'usr/bin/node'), 0o755);
  chmodSync(folder, 0o755);
  const deb = join(tmpdir(), `nodejs_${version}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', folder, deb]);
  root.run('dpkg', '--force-overwrite', '-i', root.bring(deb));
  return version;
};
