import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { KIOSK_FILE } from '../../support/hosts/kiosk-file.ts';
import { startKioskProgram } from '../../support/journeys/kiosk-program.ts';
import { ROOT } from '../../support/journeys/program.ts';

const HOST = join(ROOT, 'out/main/browser.js');

describe.skipIf(!existsSync(HOST))('a kiosk whose data get another protection', () => {
  let root: string;
  const at = (name: string): string => join(root, name);
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'key-protection-'));
    await writeFile(at('kiosk.json'), JSON.stringify({ ...KIOSK_FILE, authorityId: 'az-mas' }));
    await writeFile(at('first'), 'a dozen of signs\n', { mode: 0o600 });
    await writeFile(at('second'), 'another dozen of signs\n', { mode: 0o600 });
  });

  /** Starts with these files of a passphrase, and answers how the keys are protected then. */
  const runOnce = async (passphraseFile?: string, earlier?: string): Promise<string> => {
    const program = await startKioskProgram(at('kiosk.json'), at('data'), {
      env: {
        ...(passphraseFile !== undefined && { ASAN_KIOSK_PASSPHRASE_FILE: at(passphraseFile) }),
        ...(earlier !== undefined && { ASAN_KIOSK_EARLIER_PASSPHRASE_FILE: at(earlier) }),
      },
    });
    await program.stop();
    const file = await readFile(at('data/store/key.json'), 'utf8');
    return (JSON.parse(file) as { content: { kind: string } }).content.kind;
  };

  it('takes a passphrase in the place of its key file, another passphrase, and a key file again', async () => {
    expect(await runOnce()).toBe('key-file');
    expect(await runOnce('first')).toBe('passphrase');
    await rm(at('data/kiosk.key'));
    await rm(at('data/kiosk.key.copy'));
    await expect(runOnce()).rejects.toThrow('--passphrase-file');
    await expect(runOnce('second')).rejects.toThrow('cannot be opened');
    expect(await runOnce('second', 'first')).toBe('passphrase');
    expect(await runOnce(undefined, 'second')).toBe('key-file');
  }, 120_000);
});
