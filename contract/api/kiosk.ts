import type { KioskInfo, KioskStatus } from '../views.ts';
import { method, nothing } from './method.ts';

/** What this kiosk is and what works on it. */
export const kioskMethods = {
  /** What this kiosk is: names, contact, languages, idle times, version. */
  'kiosk.info': method<KioskInfo>()({ role: 'anyone', byHand: false, input: nothing, errors: [] }),
  /** What works at this moment. */
  'kiosk.status': method<KioskStatus>()({
    role: 'anyone',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /** The page lives. A host takes any call for a sign of life; this one comes when there is no other. */
  'kiosk.alive': method<null>()({ role: 'anyone', byHand: false, input: nothing, errors: [] }),
} as const;
