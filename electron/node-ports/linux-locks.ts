import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LockName, LockState } from '../../contract/locks.ts';

export interface LockFacts {
  /** "/" on a device; another folder in tests. */
  readonly root: string;
  /** Of the kiosk's process. */
  readonly uid: number;
  readonly dataFolder: string;
  readonly configFile: string;
  /** Path of the browser that shows the kiosk; null where a window of its own does; undefined where none is known. */
  readonly browser: string | null | undefined;
}

type Answer = boolean | undefined;
type Check = (facts: LockFacts) => Promise<Answer>;

const readText = (facts: LockFacts, path: string): Promise<string | undefined> =>
  readFile(join(facts.root, path), 'utf8').catch(() => undefined);

const names = (facts: LockFacts, path: string): Promise<readonly string[]> =>
  readdir(join(facts.root, path)).catch(() => []);

/** The unit is masked: its name leads nowhere. */
const isMasked = async (facts: LockFacts, unit: string): Promise<boolean> =>
  (await readlink(join(facts.root, 'etc/systemd/system', unit)).catch(() => '')) === '/dev/null';

const passwdLine = async (facts: LockFacts): Promise<readonly string[] | undefined> =>
  (await readText(facts, 'etc/passwd'))
    ?.split('\n')
    .map((line) => line.split(':'))
    .find((fields) => Number(fields[2]) === facts.uid && fields.length > 6);

const ADMIN_GROUPS = new Set(['sudo', 'wheel', 'admin', 'adm', 'root', 'docker', 'disk']);

const hasNoSudo: Check = async (facts) => {
  const [user] = (await passwdLine(facts)) ?? [];
  const groups = await readText(facts, 'etc/group');
  if (user === undefined || groups === undefined) return undefined;
  return !groups
    .split('\n')
    .map((line) => line.split(':'))
    .some(
      ([name = '', , , members = '']) =>
        ADMIN_GROUPS.has(name) && members.split(',').includes(user),
    );
};

const hasNoShell: Check = async (facts) => {
  const shell = (await passwdLine(facts))?.[6];
  return shell === undefined ? undefined : /\/(nologin|false)$/.test(shell);
};

/** An option of X's own configuration files, e.g. `Option "DontVTSwitch" "true"`. */
const hasXOption = async (facts: LockFacts, option: string): Promise<boolean> => {
  for (const folder of ['etc/X11/xorg.conf.d', 'usr/share/X11/xorg.conf.d'])
    for (const name of await names(facts, folder)) {
      const text = (await readText(facts, join(folder, name))) ?? '';
      if (new RegExp(`^\\s*Option\\s+"${option}"\\s+"(true|on|1|yes)"`, 'im').test(text))
        return true;
    }
  return false;
};

const noGetty: Check = async (facts) => {
  const text = (
    await Promise.all(
      (await names(facts, 'etc/systemd/logind.conf.d')).map((name) =>
        readText(facts, join('etc/systemd/logind.conf.d', name)),
      ),
    )
  ).join('\n');
  return /^NAutoVTs=0$/m.test(text) && (await isMasked(facts, 'getty@tty1.service'));
};

const noAutomount: Check = async (facts) =>
  (await isMasked(facts, 'udisks2.service')) ||
  (await stat(join(facts.root, 'usr/libexec/udisks2/udisksd')).catch(() => undefined)) ===
    undefined;

/** Those policies that would open the browser if they were missing. */
export const BROWSER_POLICY = {
  DeveloperToolsAvailability: 2,
  RemoteDebuggingAllowed: false,
  AllowFileSelectionDialogs: false,
  DownloadRestrictions: 3,
  PrintingEnabled: false,
  URLBlocklist: ['*'],
  URLAllowlist: ['http://127.0.0.1'],
  ExtensionInstallBlocklist: ['*'],
  PasswordManagerEnabled: false,
  AutofillAddressEnabled: false,
  AutofillCreditCardEnabled: false,
  TranslateEnabled: false,
  DefaultPopupsSetting: 2,
  BrowserSignin: 0,
  SyncDisabled: true,
  MetricsReportingEnabled: false,
} as const;

/** The folder of policies that a browser reads; undefined for one that we do not know. */
const policyFolder = (browser: string): string | undefined => {
  if (/^google-chrome|^chrome$/.test(basename(browser))) return 'etc/opt/chrome/policies/managed';
  // Snap's and others' may read elsewhere.
  return basename(browser) === 'chromium' && !browser.startsWith('/snap/')
    ? 'etc/chromium/policies/managed'
    : undefined;
};

const hasPolicy: Check = async (facts) => {
  // Electron reads no policies: the host itself refuses what they would.
  if (facts.browser === null) return true;
  const folder = facts.browser === undefined ? undefined : policyFolder(facts.browser);
  if (folder === undefined) return undefined;
  const found: unknown[] = [];
  for (const name of await names(facts, folder)) {
    const text = (await readText(facts, join(folder, name))) ?? '{}';
    try {
      found.push(JSON.parse(text));
    } catch {
      // The browser leaves a file out that it cannot read: so do we.
    }
  }
  const policy = Object.assign({}, ...found) as Record<string, unknown>;
  return Object.entries(BROWSER_POLICY).every(
    ([key, value]) => JSON.stringify(policy[key]) === JSON.stringify(value),
  );
};

const isPrivate = (path: (facts: LockFacts) => string, others: number): Check => {
  return async (facts) => {
    const found = await stat(path(facts)).catch(() => undefined);
    return found && (found.mode & others) === 0;
  };
};

/** The block device under a path goes through dm-crypt. */
const isEncrypted: Check = async (facts) => {
  const mounts = await readText(facts, 'proc/mounts');
  if (mounts === undefined) return undefined;
  const under = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(
      ([, point]) =>
        point && (facts.dataFolder + '/').startsWith(point === '/' ? '/' : `${point}/`),
    )
    .sort((a, b) => (b[1] ?? '').length - (a[1] ?? '').length)[0]?.[0];
  if (under === undefined || !under.startsWith('/dev/')) return undefined;
  return isCryptDevice(facts, under);
};

const isCryptDevice = async (facts: LockFacts, device: string): Promise<boolean> => {
  for (const block of await names(facts, 'sys/block')) {
    const uuid = (await readText(facts, `sys/block/${block}/dm/uuid`)) ?? '';
    const name = ((await readText(facts, `sys/block/${block}/dm/name`)) ?? '').trim();
    const isIt = device === `/dev/${block}` || device === `/dev/mapper/${name}`;
    if (isIt && /^(CRYPT-|LVM-)/.test(uuid))
      return uuid.startsWith('CRYPT-') || lvmOnCrypt(facts, block);
  }
  return false;
};

/** A logical volume is as safe as what it lies on. */
const lvmOnCrypt = async (facts: LockFacts, block: string): Promise<boolean> => {
  const below = await names(facts, `sys/block/${block}/slaves`);
  const kinds = await Promise.all(
    below.map(async (name) => (await readText(facts, `sys/block/${name}/dm/uuid`)) ?? ''),
  );
  return kinds.length > 0 && kinds.every((uuid) => uuid.startsWith('CRYPT-'));
};

const swapIsSafe: Check = async (facts) => {
  const swaps = (await readText(facts, 'proc/swaps'))?.trim().split('\n').slice(1);
  if (swaps === undefined) return undefined;
  for (const line of swaps) {
    const device = line.split(/\s+/)[0] ?? '';
    if (!device.startsWith('/dev/zram') && !(await isCryptDevice(facts, device))) return false;
  }
  return true;
};

const exists =
  (path: string): Check =>
  async (facts) =>
    (await stat(join(facts.root, path)).catch(() => undefined)) !== undefined;

const CHECKS: Readonly<Record<LockName, Check>> = {
  own_user: ({ uid }) => Promise.resolve(uid !== 0),
  no_sudo: hasNoSudo,
  no_shell: hasNoShell,
  no_vt_switch: async (facts) =>
    (await hasXOption(facts, 'DontVTSwitch')) && (await hasXOption(facts, 'DontZap')),
  no_sysrq: async (facts) => {
    const value = await readText(facts, 'proc/sys/kernel/sysrq');
    return value === undefined ? undefined : value.trim() === '0';
  },
  no_ctrl_alt_del: (facts) => isMasked(facts, 'ctrl-alt-del.target'),
  no_getty: noGetty,
  no_automount: noAutomount,
  browser_policy: hasPolicy,
  private_data: isPrivate(({ dataFolder }) => dataFolder, 0o077),
  private_config: isPrivate(({ configFile }) => configFile, 0o007),
  disk_encrypted: isEncrypted,
  swap_encrypted: swapIsSafe,
  watched: exists('etc/systemd/system/multi-user.target.wants/asan-kiosk.service'),
  time_synced: exists('run/systemd/timesync/synchronized'),
};

/** Every lock and whether it is shut on this machine. Reads only; needs no rights beyond the kiosk's own. */
export const readLinuxLocks = (facts: LockFacts): Promise<readonly LockState[]> =>
  Promise.all(
    Object.entries(CHECKS).map(async ([name, check]): Promise<LockState> => {
      const answer = await check(facts);
      const state = answer === undefined ? 'unknown' : answer ? 'locked' : 'open';
      return { name: name as LockName, state };
    }),
  );
