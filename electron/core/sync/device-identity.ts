import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import * as v from 'valibot';
import { type PublicJwk, publicJwkSchema } from '../../../contract/sync-protocol.ts';

/** The key pair by which the portal knows this device: ECDSA on P-256. */
export interface DeviceKey {
  readonly private: JWK;
  readonly public: PublicJwk;
}

export const createDeviceKey = async (): Promise<DeviceKey> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return toDeviceKey(await exportJWK(privateKey));
};

/** The stored private JWK with its public half and RFC 7638 thumbprint. Throws for anything but P-256. */
export const toDeviceKey = async (stored: JWK): Promise<DeviceKey> => {
  const { kty, crv, x, y } = stored;
  const kid = await calculateJwkThumbprint(stored);
  return { private: stored, public: v.parse(publicJwkSchema, { kty, crv, x, y, kid }) };
};

/** True when the key is the one that this thumbprint (RFC 7638) names, and says so itself. */
export const hasThumbprint = async (key: PublicJwk, thumbprint: string): Promise<boolean> =>
  key.kid === thumbprint && (await calculateJwkThumbprint({ ...key })) === thumbprint;
