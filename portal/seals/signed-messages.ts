import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { publicJwkSchema, type PublicJwk } from '../../contract/sync-protocol.ts';
import { isErrorCode } from '../failure.ts';
import type { PortalKeys } from '../keys/portal-keys.ts';
import { decodePart, encodePart, parseJson } from './compact-parts.ts';

/** A message as it came, before anything about it is believed. */
export interface UnverifiedMessage {
  readonly jws: string;
  readonly payload: Uint8Array;
  readonly json: unknown;
}

const SHAPE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$/; // ES256 signatures have 64 bytes
const headerSchema = v.strictObject({
  alg: v.literal('ES256'),
  typ: v.string(),
  kid: v.optional(v.string()),
});

/** JOSE's form of a signature: r and s side by side. */
const P1363 = { dsaEncoding: 'ieee-p1363' } as const;

/**
 * Takes a compact JWS apart: algorithm and `typ` must be the pinned ones and no other header field
 * may be there. Undefined for anything else. The signature is not checked yet: the payload names
 * the kiosk whose key is to be looked up.
 */
export const parseMessage = (jws: string, typ: string): UnverifiedMessage | undefined => {
  if (!SHAPE.test(jws)) return undefined;
  const [first, last] = [jws.indexOf('.'), jws.lastIndexOf('.')];
  const header = v.safeParse(headerSchema, parseJson(decodePart(jws.slice(0, first)))?.json);
  if (!header.success || header.output.typ !== typ) return undefined;
  const payload = decodePart(jws.slice(first + 1, last));
  const parsed = parseJson(payload);
  return parsed === undefined ? undefined : { jws, payload, json: parsed.json };
};

/** Whether the message was signed by the holder of this key. */
export const isSignedBy = ({ jws }: UnverifiedMessage, key: KeyObject): boolean => {
  const end = jws.lastIndexOf('.');
  const signed = Buffer.from(jws.slice(0, end), 'latin1');
  return verify('sha256', signed, { key, ...P1363 }, decodePart(jws.slice(end + 1)));
};

/** A device's public key, or undefined when it is no point of the curve. */
export const importDeviceKey = ({ kty, crv, x, y }: PublicJwk): KeyObject | undefined => {
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  } catch (error) {
    if (isErrorCode(error, 'ERR_CRYPTO_INVALID_JWK')) return undefined;
    throw error;
  }
};

/** The stored form of a device's key. Throws when the database holds something else. */
export const parseDeviceKey = (text: string): PublicJwk =>
  v.parse(publicJwkSchema, JSON.parse(text));

/** Signs an answer with the portal's key. */
export const signMessage = (
  message: object,
  typ: string,
  signing: PortalKeys['signing'],
): string => {
  const header = { alg: 'ES256', typ, kid: signing.public.kid };
  const signed = `${encodePart(JSON.stringify(header))}.${encodePart(JSON.stringify(message))}`;
  const signature = sign('sha256', Buffer.from(signed, 'latin1'), { key: signing.key, ...P1363 });
  return `${signed}.${signature.toString('base64url')}`;
};
