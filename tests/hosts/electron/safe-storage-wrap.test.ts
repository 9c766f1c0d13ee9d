import type { SafeStorage } from 'electron';
import { describe, expect, it } from 'vitest';
import {
  createSafeStorageWrap,
  findStorageFault,
} from '../../../electron/hosts/electron/safe-storage-wrap.ts';

const storage = (backend: string, available = true) =>
  ({
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`sealed:${text}`)),
    decryptStringAsync: (sealed: Buffer) =>
      sealed.toString().startsWith('sealed:')
        ? Promise.resolve({ result: sealed.toString().slice(7), shouldReEncrypt: false })
        : Promise.reject(new Error('cannot decrypt')),
  }) as unknown as SafeStorage;

const find = (backend: string, platform: string, demonstration = false, available = true) =>
  findStorageFault(storage(backend, available), { platform, demonstration });

describe('the key store of the operating system', () => {
  it.each(['basic_text', 'unknown'])('is refused on Linux when it is %s', async (backend) => {
    expect(await find(backend, 'linux')).toContain(backend);
  });

  it('may be hollow for a demonstration', async () => {
    expect(await find('basic_text', 'linux', true)).toBeUndefined();
  });

  it.each(['gnome_libsecret', 'kwallet6'])('is used when it is %s', async (backend) => {
    expect(await find(backend, 'linux')).toBeUndefined();
  });

  it.each(['win32', 'darwin'])('has no backends to choose from on %s', async (platform) => {
    expect(await find('unknown', platform)).toBeUndefined();
  });

  it('must be available, also for a demonstration', async () => {
    expect(await find('kwallet6', 'linux', false, false)).toContain('not available');
    expect(await find('unknown', 'win32', true, false)).toContain('not available');
  });
});

describe('the key wrap', () => {
  const key = new Uint8Array(32).map((_, index) => index * 8);

  it('opens what it wrapped, byte for byte', async () => {
    const wrap = createSafeStorageWrap(storage('kwallet6'));
    expect(wrap.kind).toBe('safe-storage');
    expect(await wrap.unwrap(await wrap.wrap(key))).toEqual(key);
  });

  it('rejects what this device did not wrap', async () => {
    const wrap = createSafeStorageWrap(storage('kwallet6'));
    await expect(wrap.unwrap(new Uint8Array([1, 2]))).rejects.toThrow('cannot decrypt');
  });
});
