import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/journeys/program.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';

let folder: TemporaryFolder;
let development: Program;

beforeAll(async () => {
  folder = await makeTemporaryFolder('asan-dev');
  development = await startProgram(
    ['scripts/dev.mjs'],
    { ASAN_DATA: folder.path },
    (line) => line.startsWith('Staff at the kiosk: ') || undefined,
  );
}, 180_000);
afterAll(async () => {
  await development.stop();
  await folder.remove();
}, 60_000);

/** The first group of the pattern in what a developer reads. */
const printed = (pattern: RegExp): string[] => {
  const found = development.lines.map((line) => pattern.exec(line)).find((match) => match !== null);
  if (found === undefined) throw new Error(`${pattern} is not in\n${development.lines.join('\n')}`);
  return found.slice(1);
};

/** The page on which a developer works, with the session that it got. */
const openScreen = async () => {
  const [address = ''] = printed(/^Kiosk: (\S+)$/);
  const page = await fetch(address, { headers: { accept: 'text/html' } });
  const cookie = page.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');
  const origin = new URL(address).origin;
  return async (method: string, input: object): Promise<unknown> => {
    const answer = await fetch(`${origin}/call`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ method, input }),
    });
    return answer.json();
  };
};

describe('npm run dev', () => {
  it('has staff who can sign in, with the numbers and PINs that it prints', async () => {
    const call = await openScreen();
    const [number = '', pin = ''] = printed(/^Staff at the kiosk: number (\d+), PIN (\d+) /);
    expect(await call('staff.signIn', { number, pin })).toMatchObject({ ok: true });
  });

  it('has a sign-in for citizens', async () => {
    const call = await openScreen();
    const [issuer = ''] = printed(/^Sign-in for citizens .*: (\S+)$/);
    await call('session.begin', { language: 'az' });
    const begun = JSON.stringify(await call('identity.signIn', {}));
    expect(begun).toContain('"ok":true');
    expect(begun).toContain(new URL(issuer).origin);
  });
});
