import { CompactSign, compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose';
import * as v from 'valibot';
import { publicJwkSchema, type PublicJwk } from '../../contract/sync-protocol.ts';
import type { PortalKeys } from '../keys/portal-keys.ts';

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

const parseJson = (bytes: Uint8Array): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
};

const headerOf = (jws: string): unknown => {
  try {
    return decodeProtectedHeader(jws);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/**
 * Takes a compact JWS apart: algorithm and `typ` must be the pinned ones and no other header field
 * may be there. Undefined for anything else. The signature is not checked yet: the payload names
 * the kiosk whose key is to be looked up.
 */
export const parseMessage = (jws: string, typ: string): UnverifiedMessage | undefined => {
  if (!SHAPE.test(jws)) return undefined;
  const header = v.safeParse(headerSchema, headerOf(jws));
  if (!header.success || header.output.typ !== typ) return undefined;
  const payload = Buffer.from(jws.slice(jws.indexOf('.') + 1, jws.lastIndexOf('.')), 'base64url');
  const parsed = parseJson(payload);
  return parsed === undefined ? undefined : { jws, payload, json: parsed.json };
};

/** Whether the message was signed by the holder of this key. */
export const isSignedBy = async (message: UnverifiedMessage, key: CryptoKey): Promise<boolean> => {
  try {
    await compactVerify(message.jws, key, { algorithms: ['ES256'] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
};

/** A device's public key, or undefined when it is no point of the curve. */
export const importDeviceKey = async (jwk: PublicJwk): Promise<CryptoKey | undefined> => {
  try {
    const key = await importJWK({ ...jwk }, 'ES256');
    return key instanceof Uint8Array ? undefined : key;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof DOMException) return undefined;
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
): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(message)))
    .setProtectedHeader({ alg: 'ES256', typ, kid: signing.public.kid })
    .sign(signing.key);
