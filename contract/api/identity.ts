import * as v from 'valibot';
import type { IdentityView } from '../identity.ts';
import { method, nothing } from './method.ts';

/** How sure it is who stands at the kiosk. Everything here is in memory and ends with the session. */
export const identityMethods = {
  'identity.view': method<IdentityView>()({
    role: 'citizen',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /** Begins a sign-in on the person's own phone (RFC 8628); one that is under way is dropped. */
  'identity.signIn': method<IdentityView>()({
    role: 'citizen',
    byHand: true,
    input: nothing,
    errors: ['not_set_up', 'offline', 'too_many'],
  }),
  /** Whether the person who signed in is the one at the kiosk; "no" drops everything about them. */
  'identity.confirm': method<IdentityView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ mine: v.boolean() }),
    errors: ['not_found'],
  }),
  /** Gives up a sign-in; one that has succeeded meanwhile is dropped. */
  'identity.cancelSignIn': method<IdentityView>()({
    role: 'citizen',
    byHand: true,
    input: nothing,
    errors: [],
  }),
  /**
   * A member of staff has compared card and person and says so with the own number and PIN; the
   * citizen's session goes on. Tries are counted on disk first, like those of staff's sign-in.
   */
  'identity.staffSeen': method<IdentityView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      /** As it stands on the card. */
      fin: v.pipe(v.string(), v.maxLength(40)),
      number: v.pipe(v.string(), v.maxLength(20)),
      pin: v.pipe(v.string(), v.maxLength(40)),
    }),
    errors: ['wrong_pin', 'locked', 'storage_full', 'storage_failed'],
  }),
} as const;
