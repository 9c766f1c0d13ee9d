import * as v from 'valibot';
import { LONGEST_ZONE_TEXT } from '../domain/card-zone.ts';
import type { PersonView } from '../person.ts';
import { method, nothing } from './method.ts';

const typed = (longest: number) => v.pipe(v.string(), v.trim(), v.maxLength(longest));

/** Who the citizen says to be: read from a card or typed once, used in every form of the session. */
export const personMethods = {
  /** What is known so far; fields that nobody gave yet are absent. */
  'person.get': method<PersonView>()({
    role: 'citizen',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /**
   * Reads the machine-readable zone of an identity card. Nothing is taken over until
   * `person.confirm`. `bad_input` names each rule that the zone breaks as field "zone".
   */
  'person.readCard': method<PersonView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ zone: v.pipe(v.string(), v.maxLength(LONGEST_ZONE_TEXT)) }),
    errors: [],
  }),
  /** The same by hand. `bad_input` names the fields and the rules of `ANSWER_RULES`. */
  'person.declare': method<PersonView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      fin: typed(40),
      documentNumber: v.optional(typed(40)),
      name: typed(200),
    }),
    errors: [],
  }),
  /** The details that are shown are right: forms are filled in with them from now on. */
  'person.confirm': method<PersonView>()({
    role: 'citizen',
    byHand: true,
    input: nothing,
    errors: ['not_found'],
  }),
  /** Drops what was read or declared; nothing of it is used any more. */
  'person.forget': method<PersonView>()({
    role: 'citizen',
    byHand: true,
    input: nothing,
    errors: [],
  }),
} as const;
