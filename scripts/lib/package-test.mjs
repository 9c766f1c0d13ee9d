import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDeb } from './deb.mjs';
import { inRoot } from './folders.mjs';
import { isThere, run, runQuietly } from './run.mjs';
import { countPlaywrightReport } from './test-steps.mjs';
import { findChromium } from './shells.mjs';

/** Why the package cannot be tried out here; undefined when it can. */
export const findPackageTestFault = async () => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'that needs root on Linux';
  for (const command of ['dpkg-deb', 'openbox', 'unshare', 'chroot'])
    if (!isThere(command)) return `${command} is not here`;
  if (!existsSync('/usr/bin/Xvfb')) return 'Xvfb is not here';
  if (findChromium() === undefined) return 'Chromium is not here';
  const folder = mkdtempSync(join(tmpdir(), 'asan-overlay-'));
  const trial = `mount -t tmpfs tmpfs ${folder} && mkdir ${folder}/u ${folder}/w ${folder}/m && mount -t overlay overlay -o lowerdir=/,upperdir=${folder}/u,workdir=${folder}/w ${folder}/m`;
  const { code } = await runQuietly('unshare', ['-m', 'sh', '-c', trial]);
  rmSync(folder, { recursive: true, force: true });
  return code === 0 ? undefined : 'no overlay may be mounted here';
};

/** Makes the Debian package twice (two versions), and tries it out in a clean root. Needs what is built. */
export const packageTest = async () => {
  const fault = await findPackageTestFault();
  if (fault !== undefined) {
    console.log(`skipped: the Debian package is not tried out: ${fault}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const folder = mkdtempSync(join(tmpdir(), 'asan-debs-'));
  const debs = [await makeDeb(folder, '0.1.0'), await makeDeb(folder, '0.1.1')];
  const report = inRoot('test-results/package.json');
  mkdirSync(inRoot('test-results'), { recursive: true });
  rmSync(report, { force: true });
  const code = await run(
    'unshare',
    [
      '-m',
      process.execPath,
      inRoot('node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      inRoot('tests/package/playwright.config.ts'),
      '--reporter=line,json',
    ],
    {
      env: {
        ...process.env,
        NO_COLOR: '1',
        ASAN_DEBS: debs.join(','),
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
    },
  );
  rmSync(folder, { recursive: true, force: true });
  return countPlaywrightReport(report, code);
};
