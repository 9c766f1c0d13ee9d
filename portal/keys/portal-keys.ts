import { Buffer } from 'node:buffer';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import * as v from 'valibot';
import { digestSchema, publicJwkSchema, type PublicJwk } from '../../contract/sync-protocol.ts';
import { createSealingKey, type SealingKey } from '../seals/key-agreement.ts';

/**
 * The portal's secrets. They live in one file outside the database, so that a copy of the database
 * opens nothing. Format of the file: `keyRingSchema` as JSON.
 */

/** A private key of P-256 with its thumbprint. */
export const privateJwkSchema = v.strictObject({
  ...publicJwkSchema.entries,
  d: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
});
type PrivateJwk = v.InferOutput<typeof privateJwkSchema>;

const secret = digestSchema; // 32 bytes in base64url

export const keyRingSchema = v.strictObject({
  v: v.literal(1),
  /** ES256: signs every answer; kiosks pin its thumbprint, so it does not rotate. */
  signing: privateJwkSchema,
  /** ECDH-ES, the newest last: new kiosks seal to the last, older ones still open. */
  sealing: v.pipe(v.array(privateJwkSchema), v.minLength(1), v.maxLength(100)),
  /** A256GCM for decisions at rest. */
  contentKey: secret,
  /** HMAC-SHA256 for enrolment codes and the look-up of references. */
  indexKey: secret,
});
export type KeyRing = v.InferOutput<typeof keyRingSchema>;

export interface PortalKeys {
  readonly signing: { readonly key: KeyObject; readonly public: PublicJwk };
  /** Private keys by kid. */
  readonly sealing: ReadonlyMap<string, SealingKey>;
  /** What new kiosks seal to. */
  readonly sealingPublic: PublicJwk;
  readonly contentKey: Uint8Array;
  readonly indexKey: Uint8Array;
}

export const newPrivateJwk = async (algorithm: 'ES256' | 'ECDH-ES'): Promise<PrivateJwk> => {
  const options = algorithm === 'ES256' ? {} : { crv: 'P-256' };
  const { privateKey } = await generateKeyPair(algorithm, { ...options, extractable: true });
  const jwk = await exportJWK(privateKey);
  return v.parse(privateJwkSchema, {
    kty: jwk.kty,
    crv: jwk.crv,
    x: jwk.x,
    y: jwk.y,
    d: jwk.d,
    kid: await calculateJwkThumbprint(jwk),
  });
};

/** `secretBytes` are 64 bytes of chance for the two symmetric keys. */
export const createKeyRing = async (secretBytes: Uint8Array): Promise<KeyRing> => {
  if (secretBytes.length !== 64) throw new Error('a key ring needs 64 random bytes');
  const text = (part: Uint8Array): string => Buffer.from(part).toString('base64url');
  return {
    v: 1,
    signing: await newPrivateJwk('ES256'),
    sealing: [await newPrivateJwk('ECDH-ES')],
    contentKey: text(secretBytes.subarray(0, 32)),
    indexKey: text(secretBytes.subarray(32)),
  };
};

/** A ring to whose new sealing key kiosks that enrol from now on will seal; older ones keep working. */
export const withNewSealingKey = async (ring: KeyRing): Promise<KeyRing> => ({
  ...ring,
  sealing: [...ring.sealing, await newPrivateJwk('ECDH-ES')],
});

export const publicPart = ({ kty, crv, x, y, kid }: PublicJwk): PublicJwk => ({
  kty,
  crv,
  x,
  y,
  kid,
});

/** A signing key as it is used. */
export const toSigningKey = (jwk: PrivateJwk): PortalKeys['signing'] => ({
  key: createPrivateKey({ key: { ...jwk }, format: 'jwk' }),
  public: publicPart(jwk),
});

/** Makes the ring usable. Throws when a kid is not the key's thumbprint: a hand-edited file. */
export const importKeyRing = async (ring: KeyRing): Promise<PortalKeys> => {
  const last = ring.sealing.at(-1);
  if (last === undefined) throw new Error('a key ring without a sealing key');
  for (const jwk of [ring.signing, ...ring.sealing])
    if ((await calculateJwkThumbprint(jwk)) !== jwk.kid)
      throw new Error(`key ${jwk.kid} does not have the thumbprint that it claims`);
  return {
    signing: toSigningKey(ring.signing),
    sealing: new Map(ring.sealing.map(({ kid, d }) => [kid, createSealingKey(d)])),
    sealingPublic: publicPart(last),
    contentKey: Buffer.from(ring.contentKey, 'base64url'),
    indexKey: Buffer.from(ring.indexKey, 'base64url'),
  };
};
