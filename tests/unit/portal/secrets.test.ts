import { chmod, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  loadPortalKeys,
  readOrCreateKeyRing,
  writeKeyRing,
} from '../../../portal/keys/key-file.ts';
import { importKeyRing, withNewSealingKey } from '../../../portal/keys/portal-keys.ts';
import { hashPassword, isPassword } from '../../../portal/officials/passwords.ts';
import { openDecision, sealDecision } from '../../../portal/seals/decision-seal.ts';
import { openSubmission } from '../../../portal/seals/submission-seal.ts';
import { systemPorts } from '../../../portal/system-ports.ts';
import { createContent, createItem } from '../../support/portal/sample-application.ts';
import {
  makeTemporaryFolder,
  type TemporaryFolder,
} from '../../support/portal/temporary-folder.ts';

const { random } = systemPorts();

describe('the key file', () => {
  let folder: TemporaryFolder;
  let path: string;
  beforeEach(async () => {
    folder = await makeTemporaryFolder('asan-keys');
    path = join(folder.path, 'portal-keys.json');
  });
  afterEach(() => folder.remove());

  it('is made once, for its owner alone, and read again as it was', async () => {
    const first = await loadPortalKeys(path, random);
    const second = await loadPortalKeys(path, random);
    expect(second.signing.public).toEqual(first.signing.public);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is the same for instances that start at the same moment', async () => {
    const rings = await Promise.all(
      Array.from({ length: 6 }, () => readOrCreateKeyRing(path, random)),
    );
    expect(new Set(rings.map(({ signing }) => signing.kid)).size).toBe(1);
  });

  it('is refused when others may read it', async () => {
    await loadPortalKeys(path, random);
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(path, mode);
      await expect(loadPortalKeys(path, random)).rejects.toThrow(/chmod 600/);
    }
  });

  it('is refused as a symbolic link', async () => {
    const real = join(folder.path, 'elsewhere.json');
    await loadPortalKeys(real, random);
    await symlink(real, path);
    await expect(loadPortalKeys(path, random)).rejects.toThrow(/symbolic link/);
  });

  it.each(['', 'null', '{}', '{"v":1', '[1]'])('is refused with the content %j', async (text) => {
    await writeFile(path, text, { mode: 0o600 });
    await expect(loadPortalKeys(path, random)).rejects.toThrow(path);
  });

  it('never shows a key in its complaint', async () => {
    const ring = await readOrCreateKeyRing(path, random);
    const edited = (await readFile(path, 'utf8')).replace('"v": 1', '"v": 9');
    await writeFile(path, edited);
    const complaint = await loadPortalKeys(path, random).catch(String);
    expect(complaint).not.toContain(ring.signing.d);
  });

  it('is refused when a key was exchanged under its name', async () => {
    const [one, other] = [
      await readOrCreateKeyRing(path, random),
      await withNewSealingKey(await readOrCreateKeyRing(path, random)),
    ];
    const foreign = other.sealing.at(-1)!;
    const swapped = { ...one, signing: { ...foreign, kid: one.signing.kid } };
    await expect(importKeyRing(swapped)).rejects.toThrow(/thumbprint/);
  });

  it('opens with an older sealing key what was sealed before the rotation', async () => {
    const before = await loadPortalKeys(path, random);
    const item = await createItem(createContent(), before.sealingPublic);
    await writeKeyRing(
      path,
      await withNewSealingKey(await readOrCreateKeyRing(path, random)),
      random,
    );
    const after = await loadPortalKeys(path, random);

    expect(after.sealingPublic.kid).not.toBe(before.sealingPublic.kid);
    expect(openSubmission(item, after.sealing).ok).toBe(true);
    const newer = await createItem(createContent(), after.sealingPublic);
    expect(openSubmission(newer, before.sealing)).toEqual({ ok: false, error: 'unreadable' });
  });
});

describe('passwords', () => {
  it('are known again and nothing else is', async () => {
    const hash = await hashPassword('düzgün şifrə', random.bytes(16));
    expect(await isPassword('düzgün şifrə'.normalize('NFD'), hash)).toBe(true);
    expect(await isPassword('düzgün şifre', hash)).toBe(false);
    expect(hash).not.toContain('şifrə');
  });

  it.each([
    undefined,
    '',
    'scrypt-15-8-1$$',
    'scrypt-31-8-1$AAAA$AAAA', // an absurd cost is not computed
    'plain$x$x',
  ])('never match the stored form %j', async (hash) => {
    expect(await isPassword('', hash)).toBe(false);
    expect(await isPassword('x', hash)).toBe(false);
  });
});

describe('a decision at rest', () => {
  const key = random.bytes(32);
  const place = { caseId: '01890000-0000-7000-8000-000000000000', rev: 2 };

  it('opens where it belongs and nowhere else', async () => {
    const sealed = await sealDecision('İcazə verilir', place, key);
    expect(await openDecision(sealed, place, key)).toBe('İcazə verilir');
    await expect(openDecision(sealed, { ...place, rev: 3 }, key)).rejects.toThrow();
    const elsewhere = { ...place, caseId: '01890000-0000-7000-8000-000000000001' };
    await expect(openDecision(sealed, elsewhere, key)).rejects.toThrow();
    await expect(openDecision(sealed, place, random.bytes(32))).rejects.toThrow();
  });
});
