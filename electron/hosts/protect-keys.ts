import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';
import type { KeyWrap, Ports } from '../core/ports.ts';
import { readPassphrase } from '../node-ports/passphrase-file.ts';
import { createPassphraseWrap, PASSPHRASE_KIND } from '../node-ports/passphrase-wrap.ts';
import type { HostOptions } from './options.ts';

/** What protects the data key, and what may have protected it before. */
export type KeyProtection = Pick<Ports, 'keyWrap' | 'earlierKeyWraps'>;

export interface ProtectedBy {
  readonly options: Pick<HostOptions, 'passphraseFile' | 'earlierPassphraseFile'>;
  /** How the data are protected that are there already; undefined where there are none. */
  readonly kind: string | undefined;
  /** What protects data of this kind, or new ones, without a passphrase. */
  readonly withoutPassphrase: (kind: string | undefined) => Promise<Result<KeyWrap, string>>;
}

const wrapOf = async (file: string | undefined): Promise<Result<readonly KeyWrap[], string>> => {
  if (file === undefined) return ok([]);
  const passphrase = await readPassphrase(file);
  return passphrase.ok ? ok([createPassphraseWrap(passphrase.value)]) : passphrase;
};

/**
 * A passphrase where one is named, else what the host has. What protected the data before still opens
 * them once, and then no more: so a passphrase is brought in, changed, and taken away. The error is a
 * sentence.
 */
export const protectKeys = async ({
  options,
  kind,
  withoutPassphrase,
}: ProtectedBy): Promise<Result<KeyProtection, string>> => {
  const present = await wrapOf(options.passphraseFile);
  if (!present.ok) return present;
  const earlier = await wrapOf(options.earlierPassphraseFile);
  if (!earlier.ok) return earlier;
  if (kind === PASSPHRASE_KIND && present.value.length + earlier.value.length === 0)
    return err(
      'a passphrase protects the data of this kiosk: --passphrase-file names the file with it',
    );
  const [passphrase] = present.value;
  // Asked only where it is needed: a keyring may be gone for good when a passphrase has taken its place.
  if (passphrase !== undefined && (kind === undefined || kind === PASSPHRASE_KIND))
    return ok({ keyWrap: passphrase, earlierKeyWraps: earlier.value });
  const other = await withoutPassphrase(kind === PASSPHRASE_KIND ? undefined : kind);
  if (!other.ok) return other;
  return passphrase === undefined
    ? ok({ keyWrap: other.value, earlierKeyWraps: earlier.value })
    : ok({ keyWrap: passphrase, earlierKeyWraps: [other.value] });
};
