import { err, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { KeyWrap } from '../../core/ports.ts';
import { createKeyFileWrap } from '../../node-ports/key-file-wrap.ts';
import { createSafeStorageWrap, isHollow } from './safe-storage-wrap.ts';
import type { Storage } from './safe-storage-wrap.ts';

export interface KeyWrapChoice {
  readonly storage: Storage;
  readonly platform: string;
  readonly demonstration: boolean;
  /** How the data are protected that are there already; undefined where there are none. */
  readonly kind: string | undefined;
  readonly keyFile: string;
}

/**
 * What protects the data key: what protected it before, else the key store of the operating system,
 * else, on a Linux session without a keyring, a key file. Data that a keyring protects are never
 * given another key: while it is away the kiosk does not start. The error is a sentence. Ask after
 * `ready`.
 */
export const chooseKeyWrap = async (choice: KeyWrapChoice): Promise<Result<KeyWrap, string>> => {
  const { storage, platform, demonstration, kind, keyFile } = choice;
  const hollow = isHollow(storage, platform);
  if (kind === 'key-file' || (kind === undefined && hollow)) return ok(createKeyFileWrap(keyFile));
  if (hollow && !demonstration)
    return err(
      `a keyring protects the data of this kiosk, and there is none now (key store "${storage.getSelectedStorageBackend()}"): bring the keyring of its user back`,
    );
  return (await storage.isAsyncEncryptionAvailable())
    ? ok(createSafeStorageWrap(storage))
    : err('the key store of the operating system is not available');
};
