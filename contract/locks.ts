import type { CheckLevel } from './findings.ts';

/**
 * What keeps a person at the screen inside the kiosk, and what protects the device, by a name each.
 * Every name has a paragraph in docs/operate.md and a sentence for staff.
 */
export const LOCKS = [
  'own_user', // the kiosk does not run as root
  'no_sudo', // its user may not become somebody else
  'no_shell', // its user has no shell to sign in with
  'no_vt_switch', // no other console by Ctrl+Alt+F1
  'no_sysrq', // no magic keys of the kernel
  'no_ctrl_alt_del', // Ctrl+Alt+Del does not restart the machine
  'no_getty', // no sign-in prompt waits on another console
  'no_automount', // a stick is not opened by itself
  'browser_policy', // the browser's own policies refuse tools, files and addresses
  'private_data', // only the kiosk's user reads its data
  'private_config',
  'disk_encrypted',
  'swap_encrypted',
  'watched', // the service starts it again
  'time_synced',
] as const;
export type LockName = (typeof LOCKS)[number];

export interface LockState {
  readonly name: LockName;
  /** `unknown`: this system gives no answer; somebody must look. */
  readonly state: 'locked' | 'open' | 'unknown';
}

const LEVELS = { locked: 'pass', open: 'fail', unknown: 'warn' } as const satisfies Record<
  LockState['state'],
  CheckLevel
>;

export const levelOfLock = (state: LockState['state']): CheckLevel => LEVELS[state];
