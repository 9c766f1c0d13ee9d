import { compactDecrypt, CompactEncrypt } from 'jose';

const TYP = 'asan-message+jwe';

/** Words in a case at rest: compact JWE under the portal's content key, bound to the message's id. */
export const sealMessage = (text: string, messageId: string, key: Uint8Array): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: TYP, kid: messageId })
    .encrypt(key);

/** Throws when the words do not belong to this message or were altered: the database was tampered with. */
export const openMessageText = async (
  sealed: string,
  messageId: string,
  key: Uint8Array,
): Promise<string> => {
  const { plaintext, protectedHeader: header } = await compactDecrypt(sealed, key, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  if (header.typ !== TYP || header.kid !== messageId)
    throw new Error(`the stored message ${messageId} belongs elsewhere`);
  return new TextDecoder().decode(plaintext);
};
