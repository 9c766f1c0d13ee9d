import type { CallView } from './calls.ts';
import type { PrintJob } from './print-document.ts';
import type { Delivery, KioskStatus } from './views.ts';

/** What the core tells the screen unasked. An event about a citizen goes to that citizen's session only. */
export type KioskEvent =
  | { readonly type: 'status_changed'; readonly status: KioskStatus }
  | {
      readonly type: 'delivery_changed';
      readonly applicationId: string;
      readonly delivery: Delivery;
    }
  /** Something new came for a case that this session has opened; ask again. */
  | { readonly type: 'case_changed'; readonly reference: string }
  /** A document of this session moved: printing, printed, or not. */
  | { readonly type: 'print_changed'; readonly job: PrintJob }
  /** Staff changed a setting: what `kiosk.info` said no longer holds. */
  | { readonly type: 'info_changed' }
  /** A call for staff was raised, answered or taken back. */
  | { readonly type: 'call_changed'; readonly call: CallView }
  /** The portal published something new of these kinds; ask again. */
  | { readonly type: 'publications_changed'; readonly kinds: readonly string[] }
  /** A sign-in on the phone has gone on; ask `identity.view`. */
  | { readonly type: 'identity_changed' }
  /**
   * This visit was wiped; the screen must drop all it holds of it. Told late, it is no end of the next one:
   * `session.begin` and `staff.signIn` name the visit that they began.
   */
  | {
      readonly type: 'session_ended';
      readonly reason: 'finished' | 'idle' | 'replaced';
      readonly visit: string;
    };
