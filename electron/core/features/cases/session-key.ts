import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import * as v from 'valibot';
import { type PublicJwk, publicJwkSchema } from '../../../../contract/sync-protocol.ts';

/** What the portal seals to for one session; the private half never leaves memory. */
export interface SessionKey {
  readonly key: CryptoKey;
  readonly public: PublicJwk;
}

export const createSessionKey = async (): Promise<SessionKey> => {
  const { privateKey, publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { key: privateKey, public: v.parse(publicJwkSchema, { ...jwk, kid }) };
};
