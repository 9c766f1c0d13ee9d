import type { KeysView } from '../staff-views.ts';
import { method, nothing } from './method.ts';

/** The keys that seal what this kiosk keeps. */
export const keyMethods = {
  'keys.view': method<KeysView>()({
    role: 'technician',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /** The next start makes a new key, and has everything sealed anew. Nothing is lost by it. */
  'keys.renew': method<KeysView>()({
    role: 'technician',
    byHand: true,
    input: nothing,
    errors: ['storage_full', 'storage_failed'],
  }),
} as const;
