import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCKS } from '../../contract/locks.ts';
import { BROWSER_POLICY, readLinuxLocks } from '../../electron/node-ports/linux-locks.ts';

const SCRIPTS = join(import.meta.dirname, '../../scripts/lockdown');
const PASSWD = 'root:x:0:0:root:/root:/bin/bash\nasan-kiosk:x:990:990::/var/lib/asan-kiosk:';

/** The part of a machine that the check looks at, as Debian leaves it. */
const machine = async () => {
  const root = await mkdtemp(join(tmpdir(), 'machine-'));
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  await put('etc/passwd', `${PASSWD}/bin/bash\n`);
  await put('etc/group', 'sudo:x:27:installer,asan-kiosk\n');
  await put('proc/sys/kernel/sysrq', '438\n');
  await put('proc/mounts', '/dev/sda1 / ext4 rw 0 0\n');
  await put('proc/swaps', 'Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n');
  await put('sys/block/sda/size', '1');
  await put('usr/libexec/udisks2/udisksd', '');
  await put('var/lib/asan-kiosk/x', '');
  await put('etc/asan-kiosk/kiosk.yaml', '');
  await chmod(join(root, 'etc/asan-kiosk/kiosk.yaml'), 0o644);
  const read = (uid = 990) =>
    readLinuxLocks({
      root,
      uid,
      browser: '/usr/bin/chromium',
      dataFolder: join(root, 'var/lib/asan-kiosk'),
      configFile: join(root, 'etc/asan-kiosk/kiosk.yaml'),
    });
  const openOnes = async (uid?: number) =>
    (await read(uid)).filter(({ state }) => state === 'open').map(({ name }) => name);
  const policyFor = async (browser: string | null | undefined) =>
    (await readLinuxLocks({ root, uid: 990, dataFolder: root, configFile: root, browser })).find(
      ({ name }) => name === 'browser_policy',
    )?.state;
  return { root, put, read, openOnes, policyFor };
};

describe('the self-check of a machine', () => {
  it('finds every lock open on a machine that nobody has locked', async () => {
    const { openOnes } = await machine();
    expect(await openOnes(0)).toEqual(LOCKS.filter((name) => name !== 'no_sudo'));
    expect(await openOnes(990)).toContain('no_sudo');
  });

  it('finds what the script shuts shut, and open again after its undoing', async () => {
    const { root, put, openOnes } = await machine();
    const env = { ...process.env, ASAN_LOCK_ROOT: root };
    execFileSync('sh', [join(SCRIPTS, 'lock-linux.sh')], { env });
    const shut = ['no_vt_switch', 'no_ctrl_alt_del', 'no_getty', 'no_automount', 'browser_policy'];
    expect((await openOnes()).filter((name) => shut.includes(name))).toEqual([]);

    await put('etc/passwd', `${PASSWD}/usr/sbin/nologin\n`);
    await put('etc/group', 'sudo:x:27:installer\n');
    await put('proc/sys/kernel/sysrq', '0\n');
    await put('proc/mounts', '/dev/mapper/root / ext4 rw 0 0\n');
    await put('proc/swaps', 'Filename Type Size Used Priority\n');
    await put('sys/block/dm-0/dm/uuid', 'CRYPT-LUKS2-abc-root\n');
    await put('sys/block/dm-0/dm/name', 'root\n');
    await put('etc/systemd/system/multi-user.target.wants/asan-kiosk.service', '');
    await put('run/systemd/timesync/synchronized', '');
    await chmod(join(root, 'var/lib/asan-kiosk'), 0o700);
    await chmod(join(root, 'etc/asan-kiosk/kiosk.yaml'), 0o640);
    expect(await openOnes()).toEqual([]);

    execFileSync('sh', [join(SCRIPTS, 'unlock-linux.sh')], { env });
    expect(await openOnes()).toEqual(shut);
  });

  it('says what a dry run would do, and does nothing', async () => {
    const { root, openOnes } = await machine();
    const before = await openOnes();
    const env = { ...process.env, ASAN_LOCK_ROOT: root };
    const said = execFileSync('sh', [join(SCRIPTS, 'lock-linux.sh'), '--dry-run'], { env });
    expect(said.toString()).toContain('mask ctrl-alt-del.target');
    expect(await openOnes()).toEqual(before);
  });

  it('is not satisfied with a policy that leaves one hole', async () => {
    const { put, openOnes } = await machine();
    const others = { ...BROWSER_POLICY, RemoteDebuggingAllowed: undefined };
    await put('etc/chromium/policies/managed/a.json', JSON.stringify(others));
    await put('etc/chromium/policies/managed/b.json', 'not JSON');
    expect(await openOnes()).toContain('browser_policy');
  });

  it('looks for the policy where the browser of the kiosk reads it', async () => {
    const { root, put, policyFor } = await machine();
    await put('etc/chromium/policies/managed/a.json', JSON.stringify(BROWSER_POLICY));
    expect(await policyFor('/usr/bin/chromium')).toBe('locked');
    expect(await policyFor('/usr/bin/google-chrome-stable')).toBe('open');
    const env = { ...process.env, ASAN_LOCK_ROOT: root };
    execFileSync('sh', [join(SCRIPTS, 'lock-linux.sh')], { env });
    expect(await policyFor('/usr/bin/google-chrome-stable')).toBe('locked');
    expect(await policyFor('/opt/google/chrome/chrome')).toBe('locked');
    execFileSync('sh', [join(SCRIPTS, 'unlock-linux.sh')], { env });
    expect(await policyFor('/opt/google/chrome/chrome')).toBe('open');
  });

  it('does not answer for a browser that it does not know, and has nothing to ask of Electron', async () => {
    const { put, policyFor } = await machine();
    await put('etc/chromium/policies/managed/a.json', JSON.stringify(BROWSER_POLICY));
    for (const browser of [undefined, '/snap/bin/chromium', '/usr/bin/microsoft-edge'])
      expect(await policyFor(browser)).toBe('unknown');
    expect(await policyFor(null)).toBe('locked');
  });

  it('wants the policies that the script writes', async () => {
    const written: unknown = JSON.parse(
      await readFile(join(SCRIPTS, 'chromium-policies.json'), 'utf8'),
    );
    expect(written).toEqual(BROWSER_POLICY);
  });
});
