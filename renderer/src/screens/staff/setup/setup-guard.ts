import { useKioskStore } from '../../../stores/kiosk.ts';
import { useStaffStore } from '../../../stores/staff.ts';

/** True, or where to go instead: the set-up is a technician's, on a new kiosk anybody's. */
export const setupGuard = (): true | string => {
  const door = useKioskStore().info?.setup;
  const staff = useStaffStore();
  if (staff.who?.role === 'technician' || door === 'open') return true;
  if (door === undefined) return '/';
  if (door === 'lost') return '/setup-lost';
  staff.open();
  return '/staff/sign-in';
};

/** Where a new kiosk leads instead of `path`; undefined lets it through. */
export const insteadOf = (path: string): string | undefined => {
  const door = useKioskStore().info?.setup;
  if (door === undefined) return undefined;
  if (path.startsWith('/staff/setup') || path === '/setup-lost') return undefined;
  if (path === '/staff/sign-in' && door === 'guarded') return undefined;
  return '/staff/setup';
};
