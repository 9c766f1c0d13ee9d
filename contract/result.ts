import type { ErrorCode, KioskError } from './errors.ts';

/** A plain, serialisable outcome: expected failures are values, bugs throw. */
export type Result<T, E = KioskError> = Ok<T> | Err<E>;
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}
export interface Err<E = KioskError> {
  readonly ok: false;
  readonly error: E;
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const err = <E>(error: E): Err<E> => ({ ok: false, error });

/** Shorthand for a failure of the closed list. */
export const fail = <C extends ErrorCode>(
  code: C,
  details: Omit<KioskError<C>, 'code'> = {},
): Err<KioskError<C>> => ({ ok: false, error: { code, ...details } });
