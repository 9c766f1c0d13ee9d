import { fail, ok, type Result } from '../../../../contract/result.ts';
import type { KioskConfig } from '../../config.ts';
import type { Clock } from '../../ports.ts';
import type { Staff } from '../../session.ts';
import type { Store } from '../../store/store.ts';
import { afterSuccess, afterTry, lockedFor, NO_LOCKOUT } from './lockout.ts';
import { isPin } from './pin.ts';
import type { NoteAct } from '../../staff-acts.ts';

export interface SignInOptions {
  readonly staff: KioskConfig['staff'];
  readonly store: Store;
  readonly clock: Pick<Clock, 'now'>;
  readonly noteAct: NoteAct;
}

/** A hash that no PIN has: an unknown number takes as long as a known one. */
const NOBODY = `scrypt-1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
/** All unknown numbers share one count, so that trying numbers is slowed down too. */
const UNKNOWN = 'unknown';

/**
 * Checks number and PIN, one after the other over the whole kiosk: fifty tries at once are fifty
 * tries. The try is on disk as a wrong one before the PIN is looked at.
 */
export const createSignIn = (options: SignInOptions) => {
  const { staff, store, clock } = options;
  let before: Promise<unknown> = Promise.resolve();

  const check = async (number: string, pin: string): Promise<Result<Staff>> => {
    const person = staff.find((candidate) => candidate.number === number);
    const key = person?.number ?? UNKNOWN;
    const lockout = store.data.lockouts.get(key) ?? NO_LOCKOUT;
    const wait = lockedFor(lockout, clock.now());
    if (wait > 0) return fail('locked', Number.isFinite(wait) ? { retryAfterMs: wait } : {});
    const tried = afterTry(lockout, clock.now());
    await store.update((writer) => writer.lockouts.set(key, tried), { urgent: true });
    const right = await isPin(pin, person?.pin ?? NOBODY);
    if (person === undefined || !right) return fail('wrong_pin');
    return welcome(options, person);
  };

  return (number: string, pin: string): Promise<Result<Staff>> => {
    const mine = before.then(() => check(number, pin));
    before = mine.catch(() => undefined);
    return mine;
  };
};

const welcome = async (
  { store, clock, noteAct }: SignInOptions,
  { number, name, role }: KioskConfig['staff'][number],
): Promise<Result<Staff>> => {
  const act = noteAct({ number }, 'signed_in');
  const lockout = store.data.lockouts.get(number) ?? NO_LOCKOUT;
  await store.update(
    (writer) => {
      writer.lockouts.set(number, afterSuccess(lockout, clock.now()));
      writer.staffActs.set(act.id, act.record);
    },
    { urgent: true },
  );
  return ok({ number, name, role });
};
