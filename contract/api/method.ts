import * as v from 'valibot';
import type { ErrorCode } from '../errors.ts';

/**
 * Who is in front of the screen. The core decides it; the renderer never claims one. `staff` is any
 * of them, `senior` a supervisor or a technician, `installer` a technician or, on a new kiosk that has
 * no staff yet, whoever stands there.
 */
export type Role =
  | 'anyone'
  | 'citizen'
  | 'staff'
  | 'senior'
  | 'supervisor'
  | 'technician'
  | 'installer';

export interface MethodDefinition<I extends v.GenericSchema, O, E extends ErrorCode> {
  readonly role: Role;
  /** Only a person's hand makes this call, never the screen by itself: the idle limit of whoever stands there starts again. */
  readonly byHand: boolean;
  readonly input: I;
  /** Codes beside the ones that every method may answer (`bad_input`, `not_allowed`, `session_over`, `too_large`, `too_many`, `internal`). */
  readonly errors: readonly E[];
  /** Carries the output's type only; absent at run time. */
  readonly output?: O;
}

/** Names role, input and errors of one method; `O` is what it answers. */
export const method =
  <O>() =>
  <I extends v.GenericSchema, R extends Role, E extends ErrorCode = never>(
    definition: Omit<MethodDefinition<I, O, E>, 'output'> & { readonly role: R },
  ): MethodDefinition<I, O, E> & { readonly role: R } =>
    definition;

/** The input of a method that needs none. */
export const nothing = v.strictObject({});
/** UUID, version 7. */
export const submissionIdSchema = v.pipe(v.string(), v.uuid());
/** Nine characters in three groups, see domain/receipt-code.ts; parsed leniently there. */
export const typedCodeSchema = v.pipe(v.string(), v.maxLength(40));
