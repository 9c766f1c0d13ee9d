import type { SafeStorage } from 'electron';
import type { KeyWrap } from '../../core/ports.ts';

type Storage = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'getSelectedStorageBackend'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
>;

/** On Linux without a keyring Electron would encrypt with a password that everybody knows. */
const HOLLOW = ['basic_text', 'unknown'];

/** Why the operating system's key store cannot be used; undefined when it can. Ask after `ready`. */
export const findStorageFault = async (
  storage: Storage,
  settings: { readonly platform: string; readonly demonstration: boolean },
): Promise<string | undefined> => {
  if (!(await storage.isAsyncEncryptionAvailable()))
    return 'the key store of the operating system is not available';
  if (settings.platform !== 'linux' || settings.demonstration) return undefined;
  const backend = storage.getSelectedStorageBackend();
  return HOLLOW.includes(backend)
    ? `the key store "${backend}" protects nothing: set up a keyring for the kiosk's user`
    : undefined;
};

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
