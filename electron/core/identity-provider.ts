/** Signing in on the person's own phone. Behind this line stands whatever provider the country has. */
export interface IdentityProvider {
  /** `where` is shown on the phone: centre and kiosk, so that a code from elsewhere is noticed. */
  begin(where: string): Promise<SignInStart>;
}

export type SignInStart =
  | { readonly kind: 'started'; readonly signIn: DeviceSignIn }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused' };

export interface DeviceSignIn {
  readonly userCode: string;
  readonly address: string;
  /** The address with the code in it. */
  readonly fullAddress: string;
  /** Milliseconds until the provider forgets the code. */
  readonly lifetime: number;
  /** Resolves once; never rejects for an expected failure. */
  readonly outcome: Promise<SignInOutcome>;
  /** Stops asking. What the phone does afterwards leads nowhere. */
  abort(): void;
}

export type SignInOutcome =
  | { readonly kind: 'signed_in'; readonly person: ProvenPerson }
  | { readonly kind: 'denied' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'aborted' }
  /** An answer that cannot be right: wrong key, another subject, a code that was used before, no FIN. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' };

export interface ProvenPerson {
  readonly issuer: string;
  readonly fin: string;
  readonly name: string;
  readonly idToken: string;
}
