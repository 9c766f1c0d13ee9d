import { CompactSign, compactVerify, errors } from 'jose';
import * as v from 'valibot';
import type { PublicJwk } from '../../../contract/sync-protocol.ts';
import type { DeviceKey } from './device-identity.ts';

/** Compact JWS over exactly these bytes. `type` is the protected header's `typ`. */
export const signMessage = (payload: string, type: string, key: DeviceKey): Promise<string> =>
  new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: 'ES256', typ: type, kid: key.public.kid })
    .sign(key.private);

/** The message, if it is of this type, of this shape and signed by this key; undefined for anything else. */
export const openMessage = async <S extends v.GenericSchema>(
  jws: string,
  type: string,
  schema: S,
  key: PublicJwk,
): Promise<v.InferOutput<S> | undefined> => {
  const payload = await verify(jws, type, key);
  if (payload === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), payload);
  return parsed.success ? parsed.output : undefined;
};

const verify = async (jws: string, type: string, key: PublicJwk): Promise<string | undefined> => {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: ['ES256'] });
    const ours = protectedHeader.typ === type && protectedHeader.kid === key.kid;
    return ours ? new TextDecoder().decode(payload) : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
};
