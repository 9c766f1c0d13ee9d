import * as v from 'valibot';
import { err, ok, type Result } from '../../contract/result.ts';
import { ITEM_KINDS } from '../../contract/item-kinds.ts';
import {
  MESSAGE_TYPES,
  publicJwkSchema,
  submissionContentSchema,
  type SubmissionContent,
} from '../../contract/sync-protocol.ts';
import type { PortalKeys } from '../keys/portal-keys.ts';
import { decodePart, parseJson } from './compact-parts.ts';

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

export interface SealedItem {
  readonly id: string;
  readonly kind: string;
  readonly sealed: string;
}
export type SealFault = 'unreadable' | 'bad_content';

/** The first part of a compact JWE; the schema of items has checked its alphabet. */
const headerOf = (jwe: string): unknown =>
  parseJson(decodePart(jwe.slice(0, jwe.indexOf('.'))))?.json;

const decrypt = (item: SealedItem, keys: PortalKeys['sealing']): Uint8Array | undefined => {
  const header = v.safeParse(headerSchema, headerOf(item.sealed));
  if (!header.success) return undefined;
  const { id, kind, kid, epk } = header.output;
  return id === item.id && kind === item.kind ? keys.get(kid)?.open(item.sealed, epk) : undefined;
};

const parseContent = <S extends v.GenericSchema<unknown, SealedHead>>(
  plaintext: Uint8Array,
  schema: S,
): v.InferOutput<S> | undefined => {
  const parsed = v.safeParse(schema, parseJson(plaintext)?.json);
  return parsed.success ? parsed.output : undefined;
};

/** What every sealed content says of itself; it must be what the item says. */
interface SealedHead {
  readonly id: string;
  readonly kind: string;
}

/** Opens an item with the portal's key. The padding after the JSON is white space to the parser. */
export const openSealed = <S extends v.GenericSchema<unknown, SealedHead>>(
  item: SealedItem,
  schema: S,
  keys: PortalKeys['sealing'],
): Result<v.InferOutput<S>, SealFault> => {
  const plaintext = decrypt(item, keys);
  if (plaintext === undefined) return err('unreadable');
  const content = parseContent(plaintext, schema);
  return content?.id === item.id && content.kind === item.kind ? ok(content) : err('bad_content');
};

/** Opens a submission: what a case is made of. */
export const openSubmission = (
  item: SealedItem,
  keys: PortalKeys['sealing'],
): Result<SubmissionContent, SealFault> => openSealed(item, submissionContentSchema, keys);
