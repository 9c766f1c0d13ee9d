import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as v from 'valibot';
import type { PortalLog } from '../ports.ts';

/** Where citizens sign in, as the portal must know it to believe a kiosk's word. */
export interface SignInSettings {
  /** Address of the OpenID provider. */
  readonly issuer: string;
  /** Client ids of the kiosks. */
  readonly clients: readonly string[];
  /** Claim that holds the FIN. */
  readonly finClaim: string;
}

/** `unknown`: the provider cannot be asked for its keys now, so nothing can be said of the token. */
export type FinReading =
  | { readonly state: 'read'; readonly fin: string }
  | { readonly state: 'refused' }
  | { readonly state: 'unknown' };

export interface IdTokens {
  /** The FIN in a token that the provider has signed for one of our kiosks minutes ago; undefined for anything else. */
  readFin(token: string): Promise<string | undefined>;
  /** The same for a token that was shown at a moment, in milliseconds since the Unix epoch, and is heard of only now. */
  readFinAt(token: string, at: number): Promise<FinReading>;
}

const ALGORITHMS = ['ES256', 'PS256', 'RS256', 'EdDSA'];
/** A token older than a person's time at a kiosk is somebody's copy. */
const LONGEST_AGE = '20m';
const PATIENCE = 5_000;

const metadataSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ issuer: v.string(), jwks_uri: v.pipe(v.string(), v.url()) }),
);
const finSchema = v.pipe(v.string(), v.regex(/^[0-9A-HJ-NP-Z]{7}$/));

/** The provider is away, or does not say what it must. */
class ProviderError extends Error {
  override readonly name = 'ProviderError';
  constructor(readonly code: 'provider_not_reached' | 'provider_not_understood') {
    super(code);
  }
}

/** What `fetch` and reading its body throw has no type of its own. */
const ask = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch(() => {
    throw new ProviderError('provider_not_reached');
  });

const discoverKeys = async ({ issuer }: SignInSettings): Promise<JWTVerifyGetKey> => {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await ask(
    fetch(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) }),
  );
  const metadata = v.safeParse(metadataSchema, await ask(response.text()));
  if (!metadata.success || metadata.output.issuer !== issuer)
    throw new ProviderError('provider_not_understood');
  return createRemoteJWKSet(new URL(metadata.output.jwks_uri), {
    timeoutDuration: PATIENCE,
    [customFetch]: (url, init) => ask(fetch(url, init)),
  });
};

/** Not the token's fault: the provider, or what lies between, did not give its keys. */
const isProviderAway = (error: errors.JOSEError | ProviderError): boolean =>
  error instanceof ProviderError ||
  error instanceof errors.JWKSTimeout ||
  error.code === errors.JOSEError.code; // an answer of the provider that holds no keys

export const createIdTokens = (settings: SignInSettings, log: PortalLog): IdTokens => {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const keysOf = (): Promise<JWTVerifyGetKey> => {
    keys ??= discoverKeys(settings).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  const read = async (token: string, currentDate: Date): Promise<FinReading> => {
    try {
      const { payload } = await jwtVerify(token, await keysOf(), {
        currentDate,
        issuer: settings.issuer,
        audience: [...settings.clients],
        algorithms: ALGORITHMS,
        maxTokenAge: LONGEST_AGE,
        requiredClaims: ['sub', 'exp', 'iat', settings.finClaim],
        clockTolerance: 60,
      });
      const fin = v.safeParse(finSchema, payload[settings.finClaim]);
      return fin.success ? { state: 'read', fin: fin.output } : { state: 'refused' };
    } catch (error) {
      if (!(error instanceof errors.JOSEError || error instanceof ProviderError)) throw error;
      log.warn('sign_in.token_refused', { reason: error.code });
      return { state: isProviderAway(error) ? 'unknown' : 'refused' };
    }
  };
  return {
    readFin: async (token) => {
      const reading = await read(token, new Date());
      return reading.state === 'read' ? reading.fin : undefined;
    },
    readFinAt: (token, at) => read(token, new Date(at)),
  };
};
