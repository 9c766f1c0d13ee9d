import type { ContentView, InstallReport } from '../content-views.ts';
import { method, nothing } from './method.ts';

/** The content packs of this kiosk. A change holds from the next start. */
export const contentMethods = {
  'content.view': method<ContentView>()({
    role: 'senior',
    byHand: true,
    input: nothing,
    errors: [],
  }),
  /** Takes the newest signed bundle of packs from the agreed folder: copied, checked, then kept. */
  'content.install': method<InstallReport>()({
    role: 'technician',
    byHand: true,
    input: nothing,
    errors: ['no_medium', 'storage_failed', 'storage_full'],
  }),
  /** Goes back to the content before, for the next start. */
  'content.rollBack': method<ContentView>()({
    role: 'technician',
    byHand: true,
    input: nothing,
    errors: ['not_found', 'storage_full', 'storage_failed'],
  }),
} as const;
