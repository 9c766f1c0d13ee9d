import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { err, ok } from '../../../../contract/result.ts';
import { BUNDLE_MAGIC } from '../../../../electron/core/updates/bundle-format.ts';
import { publicKeyText, signManifest } from '../../../../electron/core/updates/bundle-keys.ts';
import { makeBundle, signBundle } from '../../../../electron/hosts/bundle/make-bundle.ts';
import { createNodeBundles } from '../../../../electron/node-ports/bundles/node-bundles.ts';

const bundles = createNodeBundles();

const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

const [anna, babek, cemil, stranger] = [newKey(), newKey(), newKey(), newKey()];
const keys = [anna, babek, cemil].map(publicKeyText);

let root: string;
let good: string;
let staging: string;

const about = { kind: 'packs', channel: 'stable', version: '1.4.0', made: '2026-11-25' } as const;
const trust = { keys, channel: 'stable' } as const;
const open = (source: string, more = {}) =>
  bundles.open({ source, staging, trust, kind: 'packs', floor: undefined, ...more });

const make = async (
  name: string,
  more: Partial<typeof about> | object = {},
  signers = [anna, babek],
) => {
  const out = join(root, `${name}.asan-bundle`);
  await makeBundle({ folder: join(root, 'content'), out, about: { ...about, ...more } });
  for (const key of signers) await signBundle(out, key);
  return out;
};

/** A bundle with any manifest, well signed: what a careless or bribed signer could make. */
const forge = async (name: string, manifest: unknown, content = '') => {
  const bytes = Buffer.from(JSON.stringify(manifest));
  const signatures = [anna, babek].map((key) => signManifest(bytes, key));
  const header = JSON.stringify({ manifest: bytes.toString('base64url'), signatures });
  const path = join(root, `${name}.asan-bundle`);
  await writeFile(path, `${BUNDLE_MAGIC}${header}\n${content}`);
  return path;
};

const empty = '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU';
const manifestWith = (paths: readonly string[]) => ({
  v: 1,
  ...about,
  files: paths.map((path) => ({ path, bytes: 0, sha256: empty })),
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bundle-test-'));
  staging = join(root, 'staging');
  await mkdir(join(root, 'content/services'), { recursive: true });
  await writeFile(join(root, 'content/authorities.json'), '{"authorities":[]}');
  await writeFile(join(root, 'content/services/one.json'), `{"id":"one"}${' '.repeat(3_000_000)}`);
  good = await make('good');
});

describe('a bundle that two of the known keys have signed', () => {
  it('is copied, checked and unpacked', async () => {
    const opened = await open(good);
    expect(opened).toMatchObject({ ok: true, value: { manifest: { version: '1.4.0' } } });
    if (!opened.ok) return;
    expect(await readFile(join(opened.value.folder, 'authorities.json'), 'utf8')).toBe(
      '{"authorities":[]}',
    );
    expect((await stat(join(opened.value.folder, 'services/one.json'))).size).toBe(3_000_012);
    await opened.value.discard();
    expect(await readdir(staging)).toEqual([]);
  });

  it('is installed beside the earlier ones, and raises the floor', async () => {
    const folder = join(root, 'installed');
    for (const version of ['1.9.0', '1.10.0']) {
      const opened = await open(await make(version, { version }));
      if (!opened.ok) throw new Error(opened.error);
      expect(await bundles.install(opened.value, folder)).toBe(join(folder, version));
    }
    expect(await bundles.installed(folder)).toEqual(ok(['1.9.0', '1.10.0']));
    expect(await bundles.floor(folder)).toEqual(ok('1.10.0'));
    const floor = '1.10.0';
    expect(await open(join(root, '1.9.0.asan-bundle'), { floor })).toMatchObject({
      error: 'older',
    });
    expect((await open(join(root, '1.10.0.asan-bundle'), { floor })).ok).toBe(true);
    expect(await readdir(staging)).toHaveLength(1);
  });

  it('is found on the stick by its name', async () => {
    expect(await bundles.find(root)).toMatchObject({
      value: expect.arrayContaining(['good.asan-bundle']) as string[],
    });
    expect(await bundles.find('/nowhere')).toEqual(ok([]));
  });
});

describe('the record of the newest version', () => {
  const folderWith = async (floor?: string) => {
    const folder = await mkdtemp(join(root, 'floor-'));
    if (floor !== undefined) await writeFile(join(folder, 'floor'), floor);
    return folder;
  };

  it('says none only where nothing was ever installed', async () => {
    expect(await bundles.floor('/nowhere')).toEqual(ok(undefined));
    expect(await bundles.floor(await folderWith())).toEqual(ok(undefined));
    expect(await bundles.floor(await folderWith('1.4.0\n'))).toEqual(ok('1.4.0'));
  });

  it.each(['', '1.4', '1.4.0\0', 'x'])('is damaged when it says %j', async (text) => {
    expect(await bundles.floor(await folderWith(text))).toEqual(err('damaged'));
  });

  it('is a fault when the system does not let it be read, as are folders', async () => {
    const folder = await folderWith();
    await mkdir(join(folder, 'floor'));
    expect(await bundles.floor(folder)).toEqual(err('unreadable'));
    expect(await bundles.find(good)).toEqual(err('unreadable'));
    expect(await bundles.installed(good)).toEqual(err('unreadable'));
  });

  it('keeps a bundle out while it is damaged', async () => {
    const folder = await folderWith('?');
    const opened = await open(good);
    if (!opened.ok) throw new Error(opened.error);
    await expect(bundles.install(opened.value, folder)).rejects.toThrow('damaged');
    expect(await readdir(folder)).toEqual(['floor']);
    await opened.value.discard();
  });
});

describe('a bundle is refused', () => {
  it.each<[string, () => Promise<string>, string]>([
    ['with one signature', () => make('one', {}, [anna]), 'not_trusted'],
    ['with none', () => make('none', {}, []), 'not_trusted'],
    ['signed twice by one person', () => make('twice', {}, [anna, anna]), 'not_trusted'],
    ['with a stranger as the second', () => make('stranger', {}, [anna, stranger]), 'not_trusted'],
    ['of another channel', () => make('trial', { channel: 'trial' }), 'other_channel'],
    ['of another kind', () => make('program', { kind: 'program' }), 'other_kind'],
    ['that is not there', () => Promise.resolve('/nowhere/x.asan-bundle'), 'missing'],
    ['with a path upwards', () => forge('up', manifestWith(['../up'])), 'not_allowed'],
    ['with a path from the root', () => forge('abs', manifestWith(['/etc/x'])), 'not_allowed'],
    ['with a path in the middle', () => forge('mid', manifestWith(['a/../../x'])), 'not_allowed'],
    ['with a backslash', () => forge('back', manifestWith(['a\\..\\x'])), 'not_allowed'],
    ['with a hidden file', () => forge('hid', manifestWith(['.ssh/keys'])), 'not_allowed'],
    ['with a device of Windows', () => forge('dev', manifestWith(['aux.json'])), 'not_allowed'],
    ['with a path twice', () => forge('two', manifestWith(['a', 'A'])), 'not_allowed'],
    ['with unknown keys', () => forge('key', { ...manifestWith(['a']), run: 'x' }), 'not_allowed'],
    [
      'with 100,000 files',
      () => forge('many', manifestWith(Array.from({ length: 100_000 }, (_, n) => `f${n}`))),
      'damaged',
    ],
    [
      'with 3,000 files',
      () => forge('3000', manifestWith(Array.from({ length: 3_000 }, (_, n) => `f${n}`))),
      'not_allowed',
    ],
    ['with bytes behind its end', () => forge('more', manifestWith(['a']), 'x'), 'damaged'],
  ])('%s', async (_, source, fault) => {
    const before = await readdir(staging);
    expect(await open(await source())).toEqual({ ok: false, error: fault });
    expect(await readdir(staging)).toEqual(before);
  });

  it('that is a link, a folder, or no bundle', async () => {
    const link = join(root, 'link.asan-bundle');
    await symlink(good, link);
    await writeFile(join(root, 'text'), 'hello');
    for (const source of [link, root, join(root, 'text')])
      expect(await open(source)).toEqual({ ok: false, error: 'damaged' });
  });

  it('when it ends early, wherever it ends', async () => {
    const whole = await readFile(good);
    const cut = join(root, 'cut');
    for (const length of [0, 5, 14, 200, whole.length - 1_000_000, whole.length - 1]) {
      await writeFile(cut, whole.subarray(0, length));
      expect(await open(cut)).toEqual({ ok: false, error: 'damaged' });
    }
  });

  it('when one byte is another, in manifest, signatures or files', async () => {
    const whole = await readFile(good);
    const changed = join(root, 'changed');
    const header = whole.indexOf('\n', BUNDLE_MAGIC.length);
    for (const at of [3, 40, 300, header - 40, header + 5, whole.length - 5]) {
      const copy = Buffer.from(whole);
      copy[at] = copy[at] === 0x41 ? 0x42 : 0x41;
      await writeFile(changed, copy);
      expect((await open(changed)).ok).toBe(false);
    }
  });

  it('when its manifest was signed for other bytes of the same meaning', async () => {
    const text = JSON.stringify(manifestWith(['a']));
    const signatures = [anna, babek].map((key) => signManifest(Buffer.from(text), key));
    const other = Buffer.from(` ${text}`).toString('base64url');
    const path = join(root, 'respelt');
    await writeFile(path, `${BUNDLE_MAGIC}${JSON.stringify({ manifest: other, signatures })}\n`);
    expect(await open(path)).toEqual({ ok: false, error: 'not_trusted' });
  });
});

describe('making a bundle', () => {
  it('refuses links, and names that no kiosk would take', async () => {
    const folder = join(root, 'odd');
    await cp(join(root, 'content'), folder, { recursive: true });
    const out = join(root, 'odd.asan-bundle');
    await symlink('/etc/passwd', join(folder, 'link'));
    await expect(makeBundle({ folder, out, about })).rejects.toThrow('link');
    const spaced = join(root, 'spaced');
    await mkdir(spaced);
    await writeFile(join(spaced, 'a b'), '');
    await expect(makeBundle({ folder: spaced, out, about })).rejects.toThrow();
  });

  it('takes Ed25519 keys only', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const pem = rsa.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(() => signManifest(Buffer.from('x'), pem)).toThrow('Ed25519');
  });
});
