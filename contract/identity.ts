import type { IdentityLevel } from './packs.ts';

/** How a level was reached: typed by the person, read from a card, seen by an officer, by signing in. */
export const IDENTITY_MEANS = ['typed', 'scanned', 'staff', 'sign-in'] as const;
export type IdentityMeans = (typeof IDENTITY_MEANS)[number];

/** A person on a screen that others can see. */
export interface CoveredPerson {
  /** "E. M." */
  readonly initials: string;
  /** "5••••2C" */
  readonly fin: string;
}

export const SIGN_IN_STATES = [
  'waiting', // for the phone
  'to_confirm', // somebody has signed in: is it the person at the kiosk?
  'denied', // refused on the phone
  'expired',
  'refused', // the provider's answer was not right, or it names nobody we can use
  'unreachable',
] as const;
export type SignInState = (typeof SIGN_IN_STATES)[number];

export interface SignInView {
  readonly state: SignInState;
  /** Short code to compare or type, e.g. "DZCR-LMDC". */
  readonly userCode: string;
  /** Address to type on the phone. */
  readonly address: string;
  /** Text of the QR code: the address with the code in it. */
  readonly qr: string;
  /** Milliseconds left when this was told. */
  readonly left: number;
  /** With `to_confirm`. */
  readonly person?: CoveredPerson;
}

export interface IdentityView {
  readonly level: IdentityLevel;
  readonly how: IdentityMeans;
  readonly person?: CoveredPerson;
  /** Ways to a higher level at this kiosk at this moment. */
  readonly ways: {
    /** `unreachable`: the kiosk has it, the network is away. */
    readonly signIn: 'open' | 'unreachable' | 'none';
    readonly staff: boolean;
  };
  /** A sign-in that is under way or has just failed. */
  readonly signIn?: SignInView;
}
