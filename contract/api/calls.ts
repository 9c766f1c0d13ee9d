import type { CallView, HelperView } from '../calls.ts';
import { method, nothing } from './method.ts';
import { secondPinSchema } from './people.ts';

/** A citizen calls a member of staff, who comes, and may stay and help. */
export const callsMethods = {
  'calls.state': method<CallView>()({ role: 'anyone', byHand: false, input: nothing, errors: [] }),
  /** Asks staff to come. Again while one is open: the same call. */
  'calls.raise': method<CallView>()({
    role: 'citizen',
    byHand: true,
    input: nothing,
    errors: ['storage_failed', 'storage_full'],
  }),
  /** The citizen no longer needs anybody. */
  'calls.withdraw': method<CallView>()({
    role: 'citizen',
    byHand: true,
    input: nothing,
    errors: ['storage_full', 'storage_failed'],
  }),
  /** Staff who are signed in say that somebody went there. */
  'calls.answer': method<CallView>()({
    role: 'staff',
    byHand: true,
    input: nothing,
    errors: ['storage_full', 'storage_failed'],
  }),
  /** Staff confirm at the citizen's screen with number and PIN; the citizen's session goes on. */
  'calls.answerHere': method<CallView>()({
    role: 'citizen',
    byHand: true,
    input: secondPinSchema,
    errors: ['wrong_pin', 'locked', 'storage_full', 'storage_failed'],
  }),
  /** A member of staff helps this citizen; named on what is submitted from now on. `no_phone`: the account needs the helper's own number first. */
  'assist.begin': method<HelperView>()({
    role: 'citizen',
    byHand: true,
    input: secondPinSchema,
    errors: ['wrong_pin', 'locked', 'no_phone', 'storage_full', 'storage_failed'],
  }),
  'assist.end': method<null>()({
    role: 'citizen',
    byHand: true,
    input: nothing,
    errors: ['storage_full', 'storage_failed'],
  }),
  /** Who helps this citizen; null for nobody. */
  'assist.state': method<HelperView | null>()({
    role: 'citizen',
    byHand: false,
    input: nothing,
    errors: [],
  }),
} as const;
