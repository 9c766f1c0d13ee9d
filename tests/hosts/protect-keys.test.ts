import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../contract/result.ts';
import { protectKeys } from '../../electron/hosts/protect-keys.ts';
import { createKeyFileWrap } from '../../electron/node-ports/key-file-wrap.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passphrase-'));
});

const write = async (text: string, name = 'passphrase', mode = 0o600): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text, { mode });
  await chmod(path, mode);
  return path;
};
const protect = (options: { passphraseFile?: string; earlier?: string }, kind?: string) =>
  protectKeys({
    options: { passphraseFile: options.passphraseFile, earlierPassphraseFile: options.earlier },
    kind,
    withoutPassphrase: () => Promise.resolve(ok(createKeyFileWrap(join(folder, 'kiosk.key')))),
  });
const kindsFor = async (...given: Parameters<typeof protect>) => {
  const { keyWrap, earlierKeyWraps = [] } = expectOk(await protect(...given));
  return [keyWrap.kind, ...earlierKeyWraps.map(({ kind }) => kind)];
};
const expectOk = <T>(result: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

describe('what protects the data of a kiosk', () => {
  it('is what the host has where no passphrase is named', async () => {
    expect(await kindsFor({})).toEqual(['key-file']);
    expect(await kindsFor({}, 'key-file')).toEqual(['key-file']);
  });

  it('is a passphrase where one is named, from the beginning', async () => {
    const passphraseFile = await write('twelve words or so\n');
    expect(await kindsFor({ passphraseFile })).toEqual(['passphrase']);
    expect(await kindsFor({ passphraseFile }, 'passphrase')).toEqual(['passphrase']);
  });

  it('is a passphrase in the place of a key file, which still opens them once', async () => {
    const passphraseFile = await write('twelve words or so');
    expect(await kindsFor({ passphraseFile }, 'key-file')).toEqual(['passphrase', 'key-file']);
  });

  it('may be another passphrase, or none any more', async () => {
    const passphraseFile = await write('another dozen of signs', 'new');
    const earlier = await write('twelve words or so', 'old');
    expect(await kindsFor({ passphraseFile, earlier }, 'passphrase')).toEqual([
      'passphrase',
      'passphrase',
    ]);
    expect(await kindsFor({ earlier }, 'passphrase')).toEqual(['key-file', 'passphrase']);
  });

  it('is not guessed when the data need a passphrase and none is named', async () => {
    expect(await protect({}, 'passphrase')).toEqual({
      ok: false,
      error: expect.stringContaining('--passphrase-file') as string,
    });
  });

  it('waits for nothing that a passphrase has replaced', async () => {
    const passphraseFile = await write('twelve words or so');
    const answer = await protectKeys({
      options: { passphraseFile, earlierPassphraseFile: undefined },
      kind: 'passphrase',
      withoutPassphrase: () => Promise.resolve(err('the keyring is gone')),
    });
    expect(answer.ok).toBe(true);
  });
});

describe('a passphrase file', () => {
  it('may end its line as any editor does, and the end is no part of it', async () => {
    const [unix, windows] = [
      await write('twelve words or so\n'),
      await write('twelve words or so\r\n', 'w'),
    ];
    const key = new Uint8Array(32).fill(3);
    const sealed = await expectOk(await protect({ passphraseFile: unix })).keyWrap.wrap(key);
    const { keyWrap } = expectOk(await protect({ passphraseFile: windows }));
    expect(Buffer.from(await keyWrap.unwrap(sealed)).equals(Buffer.from(key))).toBe(true);
  }, 60_000);

  it.each([
    ['is not there', () => join(folder, 'none'), 'ENOENT'],
    ['is a folder', () => folder, 'regular file'],
    ['is short', () => write('eleven char'), '12 characters'],
    ['is a book', () => write('x'.repeat(5000)), 'small'],
    ['is open to others', () => write('twelve words or so', 'open', 0o604), 'others'],
    ['is open to a group', () => write('twelve words or so', 'group', 0o640), 'others'],
  ])('that %s is refused in words', async (_, make, part) => {
    const answer = await protect({ passphraseFile: await make() });
    expect(answer).toEqual({ ok: false, error: expect.stringContaining(part) as string });
  });

  it.each([
    ['raw bytes', Buffer.from(Array.from({ length: 32 }, (_, n) => 0x80 + n))],
    ['a sign that is none', Buffer.from('twelve words\0or so')],
  ])('of %s is refused: they would all be read alike', async (_, bytes) => {
    const path = await write('');
    await writeFile(path, bytes);
    const answer = await protect({ passphraseFile: path });
    expect(answer).toEqual({ ok: false, error: expect.stringContaining('no text') as string });
  });

  it('that is a pipe is refused, not waited for', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', ['-m', '600', pipe]);
    expect(await protect({ passphraseFile: pipe })).toMatchObject({ ok: false });
  });

  it('is not looked for behind a link', async () => {
    const link = join(folder, 'link');
    await symlink(await write('twelve words or so'), link);
    expect(await protect({ passphraseFile: link })).toMatchObject({ ok: false });
  });
});
