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

export interface IdTokens {
  /** The FIN in a token that the provider has signed for one of our kiosks minutes ago; undefined for anything else. */
  readFin(token: string): Promise<string | undefined>;
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

export const createIdTokens = (settings: SignInSettings, log: PortalLog): IdTokens => {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const keysOf = (): Promise<JWTVerifyGetKey> => {
    keys ??= discoverKeys(settings).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return {
    readFin: async (token) => {
      try {
        const { payload } = await jwtVerify(token, await keysOf(), {
          issuer: settings.issuer,
          audience: [...settings.clients],
          algorithms: ALGORITHMS,
          maxTokenAge: LONGEST_AGE,
          requiredClaims: ['sub', 'exp', 'iat', settings.finClaim],
          clockTolerance: 60,
        });
        const fin = v.safeParse(finSchema, payload[settings.finClaim]);
        return fin.success ? fin.output : undefined;
      } catch (error) {
        if (!(error instanceof errors.JOSEError || error instanceof ProviderError)) throw error;
        log.warn('sign_in.token_refused', { reason: error.code });
        return undefined;
      }
    },
  };
};
