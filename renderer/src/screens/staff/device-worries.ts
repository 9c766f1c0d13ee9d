import type { DeviceAlarm, DeviceHealth } from '../../../../contract/staff-views.ts';
import type { KioskStatus } from '../../../../contract/views.ts';

/** Everything that is not as it should be: the core's alarms, and what follows from the other facts. */
export type DeviceWorry = DeviceAlarm | 'not_enrolled' | 'set_aside' | 'offline' | 'clock_wrong';

/** Worries that keep the kiosk from its work; the others only want to be looked at. */
const GRAVE: ReadonlySet<DeviceWorry> = new Set([
  'store_damaged',
  'cannot_save',
  'not_enrolled',
  'unknown-kiosk',
  'kiosk-revoked',
  'sequence-conflict',
  'enrolment-refused',
]);

/** Milliseconds by which a clock may be off before somebody should set it. */
const CLOCK_TOLERANCE = 5 * 60_000;

export const isGrave = (worry: DeviceWorry): boolean => GRAVE.has(worry);

/** Grave ones first. Each is named once: what an alarm explains is not said again as a fact. */
export const worriesOf = (
  health: DeviceHealth,
  status: KioskStatus | undefined,
): readonly DeviceWorry[] => {
  const { alarms, enrolled, setAside, online, clockOffset } = health;
  const refused = alarms.some((alarm) => alarm === 'enrolment-refused');
  const worries: readonly (DeviceWorry | false)[] = [
    ...alarms,
    status?.canSave === false && !alarms.includes('cannot_save') && enrolled && 'cannot_save',
    !enrolled && !refused && 'not_enrolled',
    setAside > 0 && 'set_aside',
    !online && enrolled && 'offline',
    Math.abs(clockOffset) > CLOCK_TOLERANCE && 'clock_wrong',
  ];
  const found = worries.filter((worry) => worry !== false);
  return [...found.filter(isGrave), ...found.filter((worry) => !isGrave(worry))];
};
