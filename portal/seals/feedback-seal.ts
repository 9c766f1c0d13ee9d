import { compactDecrypt, CompactEncrypt } from 'jose';

const TYP = 'asan-feedback+jwe';

/** Words of a rating at rest: compact JWE under the portal's content key; people write more than they are asked to. */
export const sealFeedbackText = (text: string, id: string, key: Uint8Array): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: TYP, kid: id })
    .encrypt(key);

/** Throws when the text belongs to another rating or was altered: the database was tampered with. */
export const openFeedbackText = async (
  sealed: string,
  id: string,
  key: Uint8Array,
): Promise<string> => {
  const { plaintext, protectedHeader: header } = await compactDecrypt(sealed, key, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  if (header.typ !== TYP || header.kid !== id)
    throw new Error(`the stored words of rating ${id} belong elsewhere`);
  return new TextDecoder().decode(plaintext);
};
