import { describe, expect, it } from 'vitest';
import {
  createSafeStorageWrap,
  isHollow,
} from '../../../electron/hosts/electron/safe-storage-wrap.ts';
import { fakeStorage } from '../../support/hosts/fake-storage.ts';

describe('the key store of the operating system', () => {
  it.each([
    ['basic_text', 'linux', true],
    ['unknown', 'linux', true],
    ['gnome_libsecret', 'linux', false],
    ['kwallet6', 'linux', false],
    ['unknown', 'win32', false],
    ['unknown', 'darwin', false],
  ])('that is %s on %s is hollow: %s', (backend, platform, hollow) => {
    expect(isHollow(fakeStorage(backend), platform)).toBe(hollow);
  });
});

describe('the key wrap', () => {
  const key = new Uint8Array(32).map((_, index) => index * 8);

  it('opens what it wrapped, byte for byte', async () => {
    const wrap = createSafeStorageWrap(fakeStorage('kwallet6'));
    expect(wrap.kind).toBe('safe-storage');
    expect(await wrap.unwrap(await wrap.wrap(key))).toEqual(key);
  });

  it('rejects what this device did not wrap', async () => {
    const wrap = createSafeStorageWrap(fakeStorage('kwallet6'));
    await expect(wrap.unwrap(new Uint8Array([1, 2]))).rejects.toThrow('cannot decrypt');
  });
});
