import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEspeak, findEspeak } from '../../../../electron/node-ports/speech/espeak.ts';
import { withTrueLength } from '../../../../electron/node-ports/speech/wav.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fake-speech-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const script = async (name: string, lines: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${lines}\n`);
  await chmod(path, 0o755);
  return path;
};
const say = (program: string, text = 'Salam') =>
  createEspeak(program).say({ text, language: 'az', rate: 'usual' });
const real = findEspeak(process.env['PATH']);

describe('speaking', () => {
  it.skipIf(real === undefined).each(['az', 'ru', 'en'] as const)(
    'makes a sound of the right length in %s',
    async (language) => {
      const wav = await createEspeak(real ?? '').say({
        text: 'Müraciətiniz qəbul edildi. Привет. Hello.',
        language,
        rate: 'usual',
      });
      const view = new DataView(wav!.buffer);
      expect(wav!.length).toBeGreaterThan(40_000);
      expect(view.getUint32(4, true)).toBe(wav!.length - 8);
      expect(view.getUint32(40, true)).toBe(wav!.length - 44);
    },
  );

  it('keeps the text out of the list of processes', async () => {
    const program = await script('spy', `echo "$@" > ${join(folder, 'args')}; cat > /dev/null`);
    await say(program, 'secret');
    const { readFile } = await import('node:fs/promises');
    expect(await readFile(join(folder, 'args'), 'utf8')).toBe('-v az -s 145 --stdin --stdout\n');
  });

  it('is silent where the program is missing, breaks, or writes something else', async () => {
    expect(await say('/no/such/program')).toBeUndefined();
    expect(await say(await script('breaks', 'exit 1'))).toBeUndefined();
    expect(await say(await script('other', 'echo not a sound'))).toBeUndefined();
    expect(await say(await script('endless', 'exec cat /dev/zero'))).toBeUndefined();
  });

  it('is looked for on the path and nowhere else', async () => {
    await script('espeak-ng', 'exit 0');
    expect(findEspeak(`/none:${folder}`)).toBe(join(folder, 'espeak-ng'));
    expect(findEspeak('/none')).toBeUndefined();
    expect(findEspeak(undefined)).toBeUndefined();
  });
});

describe('the header of a sound', () => {
  it('is put right only where it is one', () => {
    expect(withTrueLength(new Uint8Array(100))).toBeUndefined();
    expect(withTrueLength(new Uint8Array(10))).toBeUndefined();
  });
});
