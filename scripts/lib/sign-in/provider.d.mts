import type Provider from 'oidc-provider';

export interface DemoPerson {
  readonly sub: string;
  readonly name: string;
  readonly fin: string;
}
export declare const DEVICE_GRANT: string;
export declare const DEMO_PEOPLE: readonly DemoPerson[];

interface SigningJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
}
export declare const newSigningKey: (kid: string) => Promise<{
  readonly private: SigningJwk & { readonly d: string };
  readonly public: SigningJwk;
}>;

export interface SignInProvider {
  readonly issuer: string;
  readonly provider: Provider;
  close(): Promise<void>;
}
export declare const startSignInProvider: (options: {
  readonly client: {
    readonly id: string;
    readonly name: string;
    readonly publicKey: object;
    readonly dpop?: boolean;
  };
  readonly people?: readonly DemoPerson[];
  readonly port?: number;
  /** Seconds of a code. */
  readonly lifetime?: number;
  readonly key?: { readonly private: object; readonly public: object };
}) => Promise<SignInProvider>;
