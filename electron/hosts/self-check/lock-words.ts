import type { LockName } from '../../../contract/locks.ts';

/** What should be so, for the person who sets the machine up. */
export const LOCK_WORDS: Readonly<Record<LockName, string>> = {
  own_user: 'the kiosk runs as a user of its own, not as root',
  no_sudo: 'its user is in no group of administrators',
  no_shell: 'its user has no shell (/usr/sbin/nologin)',
  no_vt_switch: 'X refuses other consoles and its own end (DontVTSwitch, DontZap)',
  no_sysrq: 'the magic keys of the kernel are off (kernel.sysrq = 0)',
  no_ctrl_alt_del: 'Ctrl+Alt+Del does nothing (ctrl-alt-del.target masked)',
  no_getty: 'no sign-in prompt on other consoles (NAutoVTs=0, getty@tty1 masked)',
  no_automount: 'a stick is not opened by itself (udisks2 masked or not there)',
  browser_policy: 'the policies of the browser are in place',
  private_data: 'only its user may read the data folder (0700)',
  private_config: 'the configuration is not readable by everybody (0640)',
  disk_encrypted: 'the disk under the data is encrypted (dm-crypt)',
  swap_encrypted: 'there is no swap, or it is encrypted',
  watched: 'the service asan-kiosk is enabled',
  time_synced: 'the clock is synchronised',
};
