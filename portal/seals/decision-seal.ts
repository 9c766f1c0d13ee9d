import { compactDecrypt, CompactEncrypt } from 'jose';

const TYP = 'asan-decision+jwe';

/** Where a text belongs; bound into the seal, so that a text moved to another case does not open. */
export interface DecisionPlace {
  readonly caseId: string;
  readonly rev: number;
}

/** An official's words at rest: compact JWE under the portal's content key. */
export const sealDecision = (
  text: string,
  place: DecisionPlace,
  key: Uint8Array,
): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: TYP, kid: place.caseId, rev: place.rev })
    .encrypt(key);

/** Throws when the text does not belong to this place or was altered: the database was tampered with. */
export const openDecision = async (
  sealed: string,
  place: DecisionPlace,
  key: Uint8Array,
): Promise<string> => {
  const { plaintext, protectedHeader: header } = await compactDecrypt(sealed, key, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  if (header.typ !== TYP || header.kid !== place.caseId || header['rev'] !== place.rev)
    throw new Error(`the stored decision of case ${place.caseId} belongs elsewhere`);
  return new TextDecoder().decode(plaintext);
};
