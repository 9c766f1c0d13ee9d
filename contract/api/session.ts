import * as v from 'valibot';
import { ACCESSIBILITY_FEATURES } from '../counters.ts';
import { languageSchema } from '../languages.ts';
import type { SessionView } from '../views.ts';
import { method, nothing } from './method.ts';

/** One citizen after the other in front of the screen. */
export const sessionMethods = {
  /** A citizen touched the screen. Anything of the one before is wiped first. */
  'session.begin': method<SessionView>()({
    role: 'anyone',
    byHand: false,
    input: v.strictObject({ language: languageSchema }),
    errors: [],
  }),
  /** The citizen did something: the core's own idle limit starts again. */
  'session.touch': method<null>()({ role: 'citizen', byHand: true, input: nothing, errors: [] }),
  /** Forgets everything of this citizen, at once. */
  'session.finish': method<null>()({ role: 'anyone', byHand: false, input: nothing, errors: [] }),
  /** An accessibility feature was switched on: counted once a session, without the person. */
  'session.usedFeature': method<null>()({
    role: 'citizen',
    byHand: false,
    input: v.strictObject({ feature: v.picklist(ACCESSIBILITY_FEATURES) }),
    errors: [],
  }),
} as const;
