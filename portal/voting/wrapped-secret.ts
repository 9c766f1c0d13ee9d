import { compactDecrypt, CompactEncrypt } from 'jose';

const TYP = 'asan-vote-secret+jwe';

/** A survey's secret at rest under a role's own key: compact JWE. `place` is bound in, so that a moved secret does not open. */
export const wrapSecret = (secret: string, place: string, wrapKey: Uint8Array): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: TYP, kid: place })
    .encrypt(wrapKey);

/** Throws when the secret does not belong here or was altered: the database was tampered with. */
export const unwrapSecret = async (
  wrapped: string,
  place: string,
  wrapKey: Uint8Array,
): Promise<string> => {
  const { plaintext, protectedHeader } = await compactDecrypt(wrapped, wrapKey, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  if (protectedHeader.typ !== TYP || protectedHeader.kid !== place)
    throw new Error(`the stored secret of ${place} belongs elsewhere`);
  return new TextDecoder().decode(plaintext);
};
