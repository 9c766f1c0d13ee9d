import {
  CAPITAL_EM,
  screenGeometry,
  screenWorries,
} from '../../../contract/domain/screen-geometry.ts';
import type { ScreenWorry } from '../../../contract/domain/screen-geometry.ts';
import { LANGUAGES } from '../../../contract/languages.ts';
import type { KioskConfig } from '../../core/config.ts';

export type Level = 'pass' | 'warn' | 'fail';

/** One line of the report about a configuration. */
export interface Finding {
  readonly level: Level;
  /** Path of keys, for the line in the file. */
  readonly path: readonly string[];
  readonly text: string;
}

/** What is known of the machine beside the file; left out where it could not be found out. */
export interface KnownFacts {
  /** Ids in the installed packs. */
  readonly authorities?: readonly string[];
  /** Permission bits of the configuration file. */
  readonly fileMode?: number;
  /** The device's own time zone. */
  readonly deviceTimeZone?: string;
  /** The kiosk has an identity at its portal already. */
  readonly enrolled?: boolean;
}

type Check = (config: KioskConfig, facts: KnownFacts) => readonly Finding[];

const finding = (level: Level, path: string, text: string): Finding => ({
  level,
  path: path === '' ? [] : path.split('.'),
  text,
});
const pass = (path: string, text: string): Finding => finding('pass', path, text);
const warn = (path: string, text: string): Finding => finding('warn', path, text);

const checkPlace: Check = ({ authorityId, demonstration, languages }, { authorities }) => [
  authorities === undefined || authorities.includes(authorityId)
    ? pass('authorityId', `the authority of the place is ${authorityId}`)
    : finding('fail', 'authorityId', `no authority ${authorityId} is in the content packs`),
  languages.length === LANGUAGES.length
    ? pass('languages', 'all three languages are offered')
    : warn('languages', `only ${languages.join(', ')}: some people will not understand it`),
  ...(demonstration
    ? [warn('demonstration', 'the kiosk says on every screen that it is not the real service')]
    : []),
];

const checkPortal: Check = ({ portal, transferFolder }, { enrolled }) => {
  if (portal === undefined && transferFolder === undefined)
    return [warn('portal', 'no portal and no stick: nothing that is saved will ever leave')];
  if (portal === undefined) return [warn('portal', 'no portal: everything travels by stick')];
  const code = portal.enrolmentCode !== undefined;
  return [
    pass('portal.url', `sends to ${portal.url}`),
    ...(enrolled === true && code
      ? [warn('portal.enrolmentCode', 'is used up: it may be taken out of the file')]
      : []),
    ...(enrolled === false && !code
      ? [finding('fail', 'portal', 'not enrolled, and there is no enrolmentCode')]
      : []),
  ];
};

const WORRIES: Readonly<Record<ScreenWorry, string>> = {
  tiny_pixels: 'the pixels are very small: set the system to a larger scale',
  far_text: 'people stand so far away that even the largest text is small',
  out_of_reach: 'nobody in a wheelchair reaches any of it (1,220 mm above the floor)',
  too_low: 'its lowest part is below 380 mm, where a seated person does not reach',
  low_room: 'too little of it is within reach of a seated person: hang it lower',
};

const checkScreen: Check = ({ screen }) => {
  if (screen === undefined)
    return [warn('screen', 'not measured: sizes in millimetres are not known')];
  const { mmPerPx, target, baseText } = screenGeometry(screen);
  const targetMm = (target * mmPerPx).toFixed(1);
  const capitalMm = (baseText * CAPITAL_EM * mmPerPx).toFixed(1);
  return [
    pass('screen', `targets of ${targetMm} mm (${target} px), capitals of ${capitalMm} mm`),
    ...screenWorries(screen).map((worry) => warn('screen', WORRIES[worry])),
  ];
};

const checkStaff: Check = ({ staff }) => {
  if (staff.length === 0) return [warn('staff', 'nobody may sign in at this kiosk')];
  const missing = (['supervisor', 'technician'] as const).filter(
    (role) => !staff.some((one) => one.role === role),
  );
  return [
    pass('staff', `${staff.length} ${staff.length === 1 ? 'person' : 'people'} may sign in`),
    ...missing.map((role) => warn('staff', `there is no ${role}`)),
  ];
};

const checkCare: Check = ({ maintenance, updates, timeZone }, { deviceTimeZone }) => [
  maintenance.restartAt === undefined
    ? warn('maintenance.restartAt', 'no nightly restart')
    : pass('maintenance.restartAt', `starts afresh at ${maintenance.restartAt} when it is free`),
  updates === undefined
    ? warn('updates', 'no keys: updates from a stick are refused')
    : pass('updates', `updates of channel ${updates.channel}, two of ${updates.keys.length} keys`),
  deviceTimeZone === undefined || deviceTimeZone === timeZone
    ? pass('timeZone', timeZone)
    : warn('timeZone', `the device is set to ${deviceTimeZone}, the kiosk expects ${timeZone}`),
];

const checkFile: Check = (_config, { fileMode }) =>
  fileMode !== undefined && (fileMode & 0o077) !== 0
    ? [warn('', 'the file is readable by others: it holds hashed PINs, so set it to 0600 or 0640')]
    : [];

const CHECKS = [checkFile, checkPlace, checkPortal, checkScreen, checkStaff, checkCare];

/** Everything worth saying about a configuration whose shape is right. */
export const findConfigFindings = (config: KioskConfig, facts: KnownFacts): readonly Finding[] =>
  CHECKS.flatMap((check) => check(config, facts));
