import type { SafeStorage } from 'electron';
import type { KeyWrap } from '../../core/ports.ts';

export type Storage = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'getSelectedStorageBackend'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
>;

/** On Linux without a keyring Electron would encrypt with a password that everybody knows. */
const HOLLOW = ['basic_text', 'unknown'];

/** Whether the key store protects nothing here: on Linux without a keyring. Ask after `ready`. */
export const isHollow = (
  storage: Pick<Storage, 'getSelectedStorageBackend'>,
  platform: string,
): boolean => platform === 'linux' && HOLLOW.includes(storage.getSelectedStorageBackend());

/** Wraps the data key with Electron's safeStorage: DPAPI, Keychain, or the keyring of a Linux session. */
export const createSafeStorageWrap = (storage: Storage): KeyWrap => ({
  kind: 'safe-storage',
  wrap: async (key) => {
    const text = Buffer.from(key).toString('base64');
    return new Uint8Array(await storage.encryptStringAsync(text));
  },
  unwrap: async (wrapped) => {
    const { result } = await storage.decryptStringAsync(Buffer.from(wrapped));
    return new Uint8Array(Buffer.from(result, 'base64'));
  },
});
