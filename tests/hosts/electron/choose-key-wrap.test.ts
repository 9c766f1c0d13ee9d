import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { chooseKeyWrap } from '../../../electron/hosts/electron/choose-key-wrap.ts';
import type { KeyWrapChoice } from '../../../electron/hosts/electron/choose-key-wrap.ts';
import { fakeStorage } from '../../support/hosts/fake-storage.ts';

let keyFile: string;
beforeEach(async () => {
  keyFile = join(await mkdtemp(join(tmpdir(), 'key-wrap-')), 'kiosk.key');
});

const kindFor = async (backend: string, more: Partial<KeyWrapChoice> = {}, available = true) => {
  const chosen = await chooseKeyWrap({
    storage: fakeStorage(backend, available),
    platform: 'linux',
    demonstration: false,
    kind: undefined,
    keyFile,
    ...more,
  });
  return chosen.ok ? chosen.value.kind : chosen.error;
};

describe('the data key of a kiosk', () => {
  it('is protected by the keyring where there is one', async () => {
    expect(await kindFor('gnome_libsecret')).toBe('safe-storage');
    expect(await kindFor('unknown', { platform: 'win32' })).toBe('safe-storage');
  });

  it.each(['basic_text', 'unknown'])(
    'is protected by a key file where the key store is %s, available or not',
    async (backend) => {
      expect(await kindFor(backend)).toBe('key-file');
      expect(await kindFor(backend, { demonstration: true })).toBe('key-file');
      expect(await kindFor(backend, {}, false)).toBe('key-file');
    },
  );

  it('stays protected by its key file when there is a keyring later', async () => {
    expect(await kindFor('gnome_libsecret', { kind: 'key-file' })).toBe('key-file');
    expect(await kindFor('unknown', { kind: 'key-file', platform: 'win32' })).toBe('key-file');
  });

  it('is not replaced when the keyring that protects it is gone', async () => {
    expect(await kindFor('basic_text', { kind: 'safe-storage' })).toContain('bring the keyring');
    expect(existsSync(keyFile)).toBe(false);
  });

  it('of a demonstration opens as it was kept without a keyring', async () => {
    const earlier = { kind: 'safe-storage', demonstration: true };
    expect(await kindFor('basic_text', earlier)).toBe('safe-storage');
  });

  it('is not touched while the key store of the system is not available', async () => {
    expect(await kindFor('kwallet6', {}, false)).toContain('not available');
    expect(await kindFor('unknown', { platform: 'win32' }, false)).toContain('not available');
    expect(existsSync(keyFile)).toBe(false);
  });
});
