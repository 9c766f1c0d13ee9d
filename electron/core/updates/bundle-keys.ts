import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { BUNDLE_THRESHOLD } from './bundle-format.ts';
import type { BundleHeader } from './bundle-format.ts';

/** Keeps a signature over a manifest from standing for anything else. */
const CONTEXT = Buffer.from('asan-bundle-manifest/1\0');

const signedBytes = (manifest: Uint8Array): Uint8Array => Buffer.concat([CONTEXT, manifest]);

/** Names a key: SHA-256 of its SPKI, base64url. */
const keyIdOf = (spki: Uint8Array): string => createHash('sha256').update(spki).digest('base64url');

const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

/** What stands in `updates.keys`, from the text of a private or public key in PEM. Throws for anything but Ed25519. */
export const publicKeyText = (pem: string): string => {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  return spkiOf(key).toString('base64url');
};

/** Signs the exact bytes of a manifest with a private key in PEM (PKCS #8, Ed25519). */
export const signManifest = (
  manifest: Uint8Array,
  privatePem: string,
): BundleHeader['signatures'][number] => {
  const key = createPrivateKey(privatePem);
  const id = keyIdOf(Buffer.from(publicKeyText(privatePem), 'base64url'));
  return { key: id, signature: sign(null, signedBytes(manifest), key).toString('base64url') };
};

/** Whether enough different keys of `trusted` (SPKI, base64url) have signed exactly these bytes. */
export const isTrusted = (
  manifest: Uint8Array,
  signatures: BundleHeader['signatures'],
  trusted: readonly string[],
): boolean => {
  const bytes = signedBytes(manifest);
  // One key that is listed twice must not count twice.
  const signers = [...new Set(trusted)].filter((text) => {
    const spki = Buffer.from(text, 'base64url');
    const id = keyIdOf(spki);
    const key = createPublicKey({ key: spki, type: 'spki', format: 'der' });
    return signatures
      .filter((one) => one.key === id)
      .some(({ signature }) => verify(null, bytes, key, Buffer.from(signature, 'base64url')));
  });
  return signers.length >= BUNDLE_THRESHOLD;
};
