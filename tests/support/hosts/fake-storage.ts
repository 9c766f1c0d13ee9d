import type { SafeStorage } from 'electron';

/** Electron's safeStorage with a backend of this name. */
export const fakeStorage = (backend: string, available = true) =>
  ({
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`sealed:${text}`)),
    decryptStringAsync: (sealed: Buffer) =>
      sealed.toString().startsWith('sealed:')
        ? Promise.resolve({ result: sealed.toString().slice(7), shouldReEncrypt: false })
        : Promise.reject(new Error('cannot decrypt')),
  }) as unknown as SafeStorage;
