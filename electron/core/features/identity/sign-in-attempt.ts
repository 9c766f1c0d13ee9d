import { maskFin } from '../../../../contract/domain/fin.ts';
import { initials } from '../../../../contract/domain/person-name.ts';
import type { CoveredPerson, SignInState, SignInView } from '../../../../contract/identity.ts';
import type { DeviceSignIn, ProvenPerson, SignInOutcome } from '../../identity-provider.ts';

/** One sign-in of one citizen, from the code on the screen to the answer to "is this you?". */
export interface Attempt {
  readonly signIn: DeviceSignIn;
  /** On the clock that never goes back, milliseconds. */
  readonly endsAt: number;
  state: SignInState;
  /** Who has signed in; nobody believes it before the person at the kiosk has confirmed it. */
  person: ProvenPerson | undefined;
}

export const newAttempt = (signIn: DeviceSignIn, now: number): Attempt => ({
  signIn,
  endsAt: now + signIn.lifetime,
  state: 'waiting',
  person: undefined,
});

const STATES = {
  signed_in: 'to_confirm',
  denied: 'denied',
  expired: 'expired',
  aborted: 'expired',
  refused: 'refused',
  unreachable: 'unreachable',
} as const satisfies Record<SignInOutcome['kind'], SignInState>;

export const settleAttempt = (attempt: Attempt, outcome: SignInOutcome): void => {
  attempt.state = STATES[outcome.kind];
  attempt.person = outcome.kind === 'signed_in' ? outcome.person : undefined;
};

export const coverPerson = (person: {
  readonly name?: string;
  readonly fin: string;
}): CoveredPerson => ({ initials: initials(person.name ?? ''), fin: maskFin(person.fin) });

export const viewOfAttempt = (attempt: Attempt, now: number): SignInView => ({
  state: attempt.state,
  userCode: attempt.signIn.userCode,
  address: attempt.signIn.address,
  qr: attempt.signIn.fullAddress,
  left: Math.max(0, attempt.endsAt - now),
  ...(attempt.person && { person: coverPerson(attempt.person) }),
});
