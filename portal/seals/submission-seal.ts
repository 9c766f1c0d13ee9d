import { compactDecrypt, decodeProtectedHeader, errors } from 'jose';
import * as v from 'valibot';
import { err, ok, type Result } from '../../contract/result.ts';
import {
  ITEM_KINDS,
  MESSAGE_TYPES,
  publicJwkSchema,
  submissionContentSchema,
  type SubmissionContent,
} from '../../contract/sync-protocol.ts';
import type { PortalKeys } from '../keys/portal-keys.ts';

/**
 * The whole protected header: algorithms are pinned, and a field that is not named here (`zip`,
 * `p2c`, `crit`, …) makes the submission unreadable before any key is used.
 */
const headerSchema = v.strictObject({
  alg: v.literal('ECDH-ES'),
  enc: v.literal('A256GCM'),
  typ: v.literal(MESSAGE_TYPES.submission),
  kid: v.string(),
  id: v.string(),
  kind: v.picklist(ITEM_KINDS),
  epk: v.strictObject({
    kty: publicJwkSchema.entries.kty,
    crv: publicJwkSchema.entries.crv,
    x: publicJwkSchema.entries.x,
    y: publicJwkSchema.entries.y,
  }),
});

interface SealedItem {
  readonly id: string;
  readonly kind: string;
  readonly sealed: string;
}
export type SealFault = 'unreadable' | 'bad_content';

const headerOf = (jwe: string): unknown => {
  try {
    return decodeProtectedHeader(jwe);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

const keyFor = (item: SealedItem, keys: PortalKeys['sealing']): CryptoKey | undefined => {
  const header = v.safeParse(headerSchema, headerOf(item.sealed));
  if (!header.success) return undefined;
  const { id, kind, kid } = header.output;
  return id === item.id && kind === item.kind ? keys.get(kid) : undefined;
};

const decrypt = async (sealed: string, key: CryptoKey): Promise<Uint8Array | undefined> => {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return plaintext;
  } catch (error) {
    // DOMException: WebCrypto refuses an ephemeral key that is not on the curve.
    if (error instanceof errors.JOSEError || error instanceof DOMException) return undefined;
    throw error;
  }
};

const parseContent = (plaintext: Uint8Array): SubmissionContent | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
  const parsed = v.safeParse(submissionContentSchema, json);
  return parsed.success ? parsed.output : undefined;
};

/** Opens a submission with the portal's key. The padding after the JSON is white space to the parser. */
export const openSubmission = async (
  item: SealedItem,
  keys: PortalKeys['sealing'],
): Promise<Result<SubmissionContent, SealFault>> => {
  const key = keyFor(item, keys);
  const plaintext = key === undefined ? undefined : await decrypt(item.sealed, key);
  if (plaintext === undefined) return err('unreadable');
  const content = parseContent(plaintext);
  return content?.id === item.id && content.kind === item.kind ? ok(content) : err('bad_content');
};
