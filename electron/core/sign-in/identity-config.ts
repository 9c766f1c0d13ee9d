import * as v from 'valibot';
import { isSecureAddress } from '../secure-address.ts';

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/** Plain HTTP is for a provider on this very machine only: demonstration and tests. */
export const issuerSchema = v.pipe(
  v.string(),
  v.url(),
  v.check(isSecureAddress, 'the identity provider is reached by https'),
);

const secret = v.pipe(v.string(), v.minLength(16), v.maxLength(500));

/** How this kiosk signs citizens in: any OpenID provider that has the device grant (RFC 8628). */
export const identityConfigSchema = v.strictObject({
  issuer: issuerSchema,
  clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** How the kiosk proves to the provider which client it is. */
  clientAuth: v.variant('method', [
    v.strictObject({
      method: v.literal('private_key_jwt'),
      /** Private JWK, ES256. */
      key: v.looseObject({
        kty: v.literal('EC'),
        crv: v.literal('P-256'),
        x: base64url,
        y: base64url,
        d: base64url,
        kid: v.optional(v.string()),
      }),
    }),
    v.strictObject({ method: v.literal('client_secret_basic'), secret }),
    v.strictObject({ method: v.literal('client_secret_post'), secret }),
    v.strictObject({ method: v.literal('none') }),
  ]),
  scope: v.optional(v.pipe(v.string(), v.minLength(6), v.maxLength(200)), 'openid profile fin'),
  /** Names of the claims that hold FIN and name. */
  finClaim: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60)), 'fin'),
  nameClaim: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60)), 'name'),
  /** Seconds between two questions where the provider names none (RFC 8628 says 5). */
  pollEvery: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(30)), 5),
});
export type IdentityConfig = v.InferOutput<typeof identityConfigSchema>;
