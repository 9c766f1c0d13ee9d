import { decodeProtectedHeader } from 'jose';
import { expect, it } from 'vitest';
import { createKeyRing, publicPart } from '../../../portal/keys/portal-keys.ts';
import { createSealingKey, type Point } from '../../../portal/seals/key-agreement.ts';
import { systemPorts } from '../../../portal/system-ports.ts';
import { sealText } from '../../support/portal/sample-application.ts';

const { random, ids } = systemPorts();
const TEXT = 'Ərizə: uşağın soyadının dəyişdirilməsi 🦉';

const sealed = async () => {
  const { sealing } = await createKeyRing(random.bytes(64));
  const jwk = sealing[0]!;
  const jwe = await sealText(TEXT, ids.next(), publicPart(jwk));
  return { jwe, key: createSealingKey(jwk.d), epk: decodeProtectedHeader(jwe)['epk'] as Point };
};

it('opens what jose has sealed', async () => {
  const { jwe, key, epk } = await sealed();
  expect(new TextDecoder().decode(key.open(jwe, epk))).toBe(TEXT);
});

it('does not open with another key', async () => {
  const [{ jwe, epk }, { key }] = [await sealed(), await sealed()];
  expect(key.open(jwe, epk)).toBeUndefined();
});

it('does not open when a single character of any part was changed', async () => {
  const { jwe, key, epk } = await sealed();
  for (let at = 0; at < jwe.length; at += 1) {
    if (jwe[at] === '.') continue;
    const other = jwe[at] === 'A' ? 'Q' : 'A'; // differ in the bits that decoding keeps
    const edited = jwe.slice(0, at) + other + jwe.slice(at + 1);
    expect(key.open(edited, epk), `at ${at}`).toBeUndefined();
  }
});

it.each([
  ['a shortened tag', (parts: string[]) => parts.with(4, parts[4]!.slice(0, 16))],
  ['no tag', (parts: string[]) => parts.with(4, '')],
  ['a longer nonce', (parts: string[]) => parts.with(2, `${parts[2]!}AAAA`)],
  ['a wrapped key', (parts: string[]) => parts.with(1, 'AAAA')],
  ['a part too many', (parts: string[]) => [...parts, 'AAAA']],
  ['a part too few', (parts: string[]) => parts.slice(0, 4)],
])('does not open with %s', async (_what, edit) => {
  const { jwe, key, epk } = await sealed();
  expect(key.open(edit(jwe.split('.')).join('.'), epk)).toBeUndefined();
});

it('refuses points that are not on the curve', async () => {
  const { jwe, key, epk } = await sealed();
  const zero = 'A'.repeat(43);
  for (const point of [
    { x: epk.x, y: zero },
    { x: zero, y: zero },
    { x: epk.y, y: epk.x },
  ])
    expect(key.open(jwe, point)).toBeUndefined();
});
