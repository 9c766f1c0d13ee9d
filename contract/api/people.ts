import * as v from 'valibot';
import { STAFF_ROLES, type StaffPerson } from '../staff-views.ts';
import { method, nothing } from './method.ts';

export const staffNumberSchema = v.pipe(v.string(), v.regex(/^[0-9]{3,8}$/));
const name = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(80));
const role = v.picklist(STAFF_ROLES);
/** Checked by rule in the core: the answer says which rule a PIN breaks. */
const typedPin = v.pipe(v.string(), v.maxLength(40));
const typedPhone = v.pipe(v.string(), v.maxLength(40));

/** A second person who agrees with the own PIN. */
export const secondPinSchema = v.strictObject({
  number: v.pipe(v.string(), v.maxLength(20)),
  pin: typedPin,
});

/** Accounts of staff at this kiosk. */
export const peopleMethods = {
  'people.list': method<readonly StaffPerson[]>()({
    role: 'senior',
    byHand: true,
    input: nothing,
    errors: [],
  }),
  /** `bad_input` names the field and its rule: taken, pin_digits, pin_short, pin_simple, a rule of phones. */
  'people.add': method<null>()({
    role: 'supervisor',
    byHand: true,
    input: v.strictObject({
      number: staffNumberSchema,
      name,
      role,
      pin: typedPin,
      phone: v.optional(typedPhone),
    }),
    errors: ['storage_full', 'storage_failed'],
  }),
  /** Changes what is given. Nobody disables themselves, and one supervisor always stays. */
  'people.change': method<null>()({
    role: 'supervisor',
    byHand: true,
    input: v.strictObject({
      number: staffNumberSchema,
      name: v.optional(name),
      role: v.optional(role),
      phone: v.optional(typedPhone),
      disabled: v.optional(v.boolean()),
    }),
    errors: ['not_found', 'storage_full', 'storage_failed'],
  }),
  'people.setPin': method<null>()({
    role: 'supervisor',
    byHand: true,
    input: v.strictObject({ number: staffNumberSchema, pin: typedPin }),
    errors: ['not_found', 'storage_full', 'storage_failed'],
  }),
  'people.changeOwnPin': method<null>()({
    role: 'staff',
    byHand: true,
    input: v.strictObject({ pin: typedPin, newPin: typedPin }),
    errors: ['wrong_pin', 'locked', 'storage_full', 'storage_failed'],
  }),
} as const;
