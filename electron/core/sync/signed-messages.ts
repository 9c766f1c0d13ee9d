import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import type { PublicJwk } from '../../../contract/sync-protocol.ts';
import type { DeviceKey } from './device-identity.ts';

/** JOSE's form of an ES256 signature: r and s side by side. */
const P1363 = { dsaEncoding: 'ieee-p1363' } as const;
/** Three parts in base64url; ES256 signatures have 64 bytes. */
const SHAPE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$/;
/** The whole protected header: nothing that is not named here is accepted. */
const headerSchema = v.strictObject({
  alg: v.literal('ES256'),
  typ: v.string(),
  kid: v.string(),
});
const UTF8 = new TextDecoder('utf-8', { fatal: true });

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');
const decode = (part: string): Buffer => Buffer.from(part, 'base64url');

/**
 * Compact JWS (RFC 7515) over exactly these bytes. `type` is the protected header's `typ`. Native,
 * because batches are large: through WebCrypto most of the time went into base64.
 */
export const signMessage = (payload: string, type: string, key: DeviceKey): string => {
  const header = { alg: 'ES256', typ: type, kid: key.public.kid };
  const signed = `${encode(JSON.stringify(header))}.${encode(payload)}`;
  const secret = createPrivateKey({ key: { ...key.private }, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(signed, 'latin1'), { key: secret, ...P1363 });
  return `${signed}.${signature.toString('base64url')}`;
};

/** The message, if it is of this type, of this shape and signed by this key; undefined for anything else. */
export const openMessage = <S extends v.GenericSchema>(
  jws: string,
  type: string,
  schema: S,
  key: PublicJwk,
): v.InferOutput<S> | undefined => {
  const parts = partsOf(jws);
  if (parts === undefined || !isHeader(parts.header, type, key)) return undefined;
  const signer = toKey(key);
  if (signer === undefined) return undefined;
  if (!verify('sha256', parts.signed, { key: signer, ...P1363 }, parts.signature)) return undefined;
  const parsed = v.safeParse(schema, jsonOf(parts.payload));
  return parsed.success ? parsed.output : undefined;
};

const partsOf = (jws: string) => {
  if (!SHAPE.test(jws)) return undefined;
  const [first, last] = [jws.indexOf('.'), jws.lastIndexOf('.')];
  return {
    header: decode(jws.slice(0, first)),
    payload: decode(jws.slice(first + 1, last)),
    signed: Buffer.from(jws.slice(0, last), 'latin1'),
    signature: decode(jws.slice(last + 1)),
  };
};

const isHeader = (bytes: Buffer, type: string, { kid }: PublicJwk): boolean => {
  const header = v.safeParse(headerSchema, jsonOf(bytes));
  return header.success && header.output.typ === type && header.output.kid === kid;
};

/** Undefined for what is no point of the curve. */
const toKey = ({ kty, crv, x, y }: PublicJwk): KeyObject | undefined => {
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/** Undefined for what is not JSON in UTF-8: no schema of a message accepts that. */
const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(UTF8.decode(bytes)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
};
