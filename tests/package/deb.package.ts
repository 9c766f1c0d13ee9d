import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';
import { createKioskScreen } from '../support/journeys/kiosk-screen.ts';
import { ANSWERS } from '../support/journeys/name-change.ts';
import { deliveryOf, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { startPortalProgram } from '../support/journeys/portal-program.ts';
import type { PortalProgram } from '../support/journeys/portal-program.ts';
import { ensureNodePackage, openCleanRoot } from '../support/package/clean-root.ts';
import type { CleanRoot } from '../support/package/clean-root.ts';

const DATA = 'var/lib/asan-kiosk';
const DISPLAY = ':97';
const [first = '', second = ''] = (process.env['ASAN_DEBS'] ?? '').split(',');

let root: CleanRoot;
let portal: PortalProgram;
const started: ChildProcess[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  root = openCleanRoot();
  const folder = await makeTemporaryFolder('package-portal');
  portal = await startPortalProgram({ folder: folder.path });
});
test.afterAll(async () => {
  for (const child of started) await stop(child);
  await portal.stop();
  root.unmount();
});

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

const stop = async (child: ChildProcess): Promise<void> => {
  if (!isRunning(child) || child.pid === undefined) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15_000))]);
  if (isRunning(child)) process.kill(-child.pid, 'SIGKILL');
};

const kioskYaml = (): string => `# written by the test
agencyName: { az: ASAN xidmət, ru: Служба ASAN, en: ASAN service }
centreName: { az: Masallı mərkəzi, ru: Центр Масаллы, en: Masalli centre }
authorityId: az-mas
callCentre: "108"
screen: { diagonal: 32, width: 1080, height: 1920 }
portal:
  url: ${portal.enrolment.portalUrl}
  keyThumbprint: ${portal.enrolment.keyThumbprint}
  enrolmentCode: ${portal.enrolment.enrolmentCode ?? ''}
  pullEvery: 1
`;

const logOf = (): string => {
  const path = join(root.path, DATA, 'logs/kiosk.log');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
const count = (event: string): number => logOf().split(`"event":"${event}"`).length - 1;

/** The installed kiosk as its user; the test is the browser. Answers the launch address. */
const startKiosk = async (): Promise<{ child: ChildProcess; address: string }> => {
  const child = root.start('asan-kiosk', {}, 'asan-kiosk', '--browser', 'none');
  started.push(child);
  if (child.stdout === null) throw new Error('no output');
  const said: string[] = [];
  child.stderr?.on('data', (data: Buffer) => said.push(data.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Kiosk: (http\S+)$/.exec(line)?.[1];
    if (address !== undefined) return { child, address };
  }
  throw new Error(`the kiosk ended:\n${said.join('')}`);
};

test('installs with its user, its folders and its service', () => {
  const standIn = ensureNodePackage(root);
  if (standIn !== undefined) console.log(`Node ${standIn} stands in for Debian's.`);
  // apt brings what it depends on, e.g. the browser's sandbox.
  const said = root.run('apt-get', 'install', '-y', '--no-install-recommends', root.bring(first));
  expect(said).toContain('Setting up asan-kiosk');
  const data = statSync(join(root.path, DATA));
  expect(data.mode & 0o777).toBe(0o700);
  expect(root.run('stat', '-c', '%U', `/${DATA}`).trim()).toBe('asan-kiosk');
  expect(root.run('getent', 'passwd', 'asan-kiosk')).toContain('/usr/sbin/nologin');
  const unit = '/lib/systemd/system/asan-kiosk.service';
  expect(readFileSync(join(root.path, unit), 'utf8')).toContain('WatchdogSec=');
  // Nothing in it is writable by the kiosk's own user.
  const writable = root.run('find', '/usr/lib/asan-kiosk', '-not', '-user', 'root');
  expect(writable.trim()).toBe('');
});

test('checks its configuration, and its example is right but for the address', () => {
  const path = join(root.path, 'etc/asan-kiosk/kiosk.yaml');
  writeFileSync(path, kioskYaml());
  root.run('chown', 'root:asan-kiosk', '/etc/asan-kiosk/kiosk.yaml');
  chmodSync(path, 0o640);
  const report = root.run('asan-kiosk-check-config', '/etc/asan-kiosk/kiosk.yaml');
  expect(report).toContain('0 wrong');
  const example = root.run(
    'asan-kiosk-check-config',
    '/usr/share/doc/asan-kiosk/kiosk.example.yaml',
  );
  expect(example).toContain('0 wrong');
});

test('takes an application from a citizen and brings it to the portal', async ({ page }) => {
  const { child, address } = await startKiosk();
  await expect.poll(() => count('sync.enrolled'), { timeout: 60_000 }).toBe(1);
  const citizen = createKioskScreen(page, 'az');
  await citizen.open(address);
  await citizen.begin();
  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS, true);
  await citizen.confirmAndSend();
  await expect(deliveryOf(citizen)).toContainText(citizen.words('delivery.received'), {
    timeout: UNTIL_SENT,
  });
  const receipt = await citizen.readReceipt();
  // The key lies beside the data, not among them.
  expect(existsSync(join(root.path, 'var/lib/asan-kiosk-key/kiosk.key'))).toBe(true);
  expect(existsSync(join(root.path, DATA, 'kiosk.key'))).toBe(false);
  await citizen.tap(citizen.words('finish.button'));
  writeFileSync(join(root.path, 'tmp/receipt'), JSON.stringify(receipt));
  await stop(child);
});

/** Processes of the kiosk's browser by kind, e.g. its one page ("renderer"). */
const browserProcesses = (kind: string): number[] =>
  execFileSync('ps', ['-eo', 'pid=,user:32=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('chromium') && line.includes(`--type=${kind}`))
    .filter((line) => new RegExp(`^\\s*\\d+\\s+(${kioskUid()}|asan-kiosk)\\s`).test(line))
    .filter((line) => !line.includes('--extension-process'))
    .map((line) => Number(line.trim().split(/\s+/)[0]));
const kioskUid = (): string => root.run('id', '-u', 'asan-kiosk').trim();

test('shows itself in its session, locked, and gets over a page that hangs and one that crashes', async () => {
  root.run('sh', '/usr/lib/asan-kiosk/lockdown/lock-linux.sh');
  const screen = root.start(
    undefined,
    {},
    'Xvfb',
    DISPLAY,
    '-screen',
    '0',
    '1080x1920x24',
    '-nolisten',
    'tcp',
  );
  started.push(screen);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  root.run('install', '-d', '-o', 'asan-kiosk', '-m', '0700', '/run/asan-kiosk');
  const session = root.start(
    'asan-kiosk',
    { DISPLAY, ASAN_KIOSK_RUNTIME: '/run/asan-kiosk' },
    '/usr/lib/asan-kiosk/session',
  );
  started.push(session);
  const renderer = () => browserProcesses('renderer');
  await expect.poll(() => renderer().length, { timeout: 60_000 }).toBeGreaterThan(0);
  // It has a sandbox: nothing was given up to make it start.
  expect(execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })).not.toMatch(
    /asan-kiosk-profile.*--no-sandbox/,
  );
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  expect(count('page.hung')).toBe(0);

  const replaced = async (signal: NodeJS.Signals, hangs: number): Promise<number> => {
    const before = renderer();
    const at = Date.now();
    for (const pid of before) process.kill(pid, signal);
    await expect.poll(() => count('page.hung'), { timeout: 40_000, intervals: [200] }).toBe(hangs);
    await expect
      .poll(() => renderer().filter((pid) => !before.includes(pid)).length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    const took = Date.now() - at;
    // The new page lives: nobody takes it away again.
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    expect(count('page.hung')).toBe(hangs);
    return took;
  };
  console.log(`a hang was over after ${await replaced('SIGSTOP', 1)} ms`);
  console.log(`a crash was over after ${await replaced('SIGKILL', 2)} ms`);
  await stop(session);
  await stop(screen);
  expect(
    readdirSync(join(root.path, 'run/asan-kiosk')).filter((name) => name.includes('profile')),
  ).toEqual([]);
});

test('is upgraded with everything kept, and opens the earlier case', async ({ page }) => {
  expect(root.run('dpkg', '-i', root.bring(second))).toContain('Unpacking asan-kiosk');
  const { child, address } = await startKiosk();
  const { reference, code } = JSON.parse(readFileSync(join(root.path, 'tmp/receipt'), 'utf8')) as {
    reference: string;
    code: string;
  };
  const citizen = createKioskScreen(page, 'az');
  await citizen.open(address);
  await citizen.begin();
  await citizen.openCase(reference, code);
  expect(count('sync.enrolled')).toBe(1);
  await stop(child);
});

test('is removed, and what citizens submitted stays', () => {
  root.run('dpkg', '--purge', 'asan-kiosk');
  expect(existsSync(join(root.path, 'usr/lib/asan-kiosk'))).toBe(false);
  expect(existsSync(join(root.path, 'etc/asan-kiosk'))).toBe(false);
  expect(existsSync(join(root.path, 'usr/bin/asan-kiosk'))).toBe(false);
  expect(readdirSync(join(root.path, DATA))).toContain('store');
  expect(existsSync(join(root.path, 'var/lib/asan-kiosk-key/kiosk.key'))).toBe(true);
});
