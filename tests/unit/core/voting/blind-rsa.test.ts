import { createHash, generateKeyPairSync, randomBytes, webcrypto } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { beforeAll, expect, test } from 'vitest';
import {
  blind,
  type BlindKey,
  finalise,
  readBlindKey,
  verifyToken,
} from '../../../../electron/core/voting/blind-rsa.ts';
import { createBlindSigner } from '../../../../portal/voting/registrar/blind-sign.ts';

const random = {
  bytes: (length: number) => new Uint8Array(randomBytes(length)),
  fraction: Math.random,
};
const library = RSABSSA.SHA384.PSS.Randomized();
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
const signer = createBlindSigner(pair.privateKey);
const PSS = { name: 'RSA-PSS', hash: 'SHA-384' };
let theirs: CryptoKeyPair;
let key: BlindKey;

const signed = (blinded: Uint8Array): Uint8Array => {
  const signature = signer.sign(blinded);
  if (signature === undefined) throw new Error('nothing was signed');
  return signature;
};

beforeAll(async () => {
  const { subtle } = webcrypto;
  const pkcs8 = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  theirs = {
    publicKey: await subtle.importKey('spki', spki, PSS, true, ['verify']),
    privateKey: await subtle.importKey('pkcs8', pkcs8, PSS, true, ['sign']),
  };
  const ours = readBlindKey(spki);
  if (ours === undefined) throw new Error('the key was not taken');
  key = ours;
});

test('what we blind, the native signer signs and we finalise is a signature to the library', async () => {
  const message = library.prepare(randomBytes(40));
  const { blinded, inverse } = blind(key, message, random);
  const signature = finalise(key, message, signed(blinded), inverse);
  expect(signature && (await library.verify(theirs.publicKey, signature, message))).toBe(true);
});

test('the library finalises what we blinded, and we what the library blinded', async () => {
  const message = library.prepare(randomBytes(40));
  const ours = blind(key, message, random);
  const byLibrary = await library.finalize(
    theirs.publicKey,
    message,
    signed(ours.blinded),
    ours.inverse,
  );
  expect(verifyToken(key, message, byLibrary)).toBe(true);
  const theirsBlinded = await library.blind(theirs.publicKey, message);
  const byUs = finalise(key, message, signed(theirsBlinded.blindedMsg), theirsBlinded.inv);
  expect(byUs && verifyToken(key, message, byUs)).toBe(true);
});

test('the native signer gives the very bytes of the library', async () => {
  const { blinded } = blind(key, library.prepare(randomBytes(8)), random);
  expect(Buffer.from(signed(blinded))).toEqual(
    Buffer.from(await library.blindSign(theirs.privateKey, blinded)),
  );
});

test('blinds the same message to another number each time', () => {
  const message = library.prepare(randomBytes(8));
  const seen = Array.from({ length: 8 }, () => Buffer.from(blind(key, message, random).blinded));
  expect(new Set(seen.map((bytes) => bytes.toString('hex'))).size).toBe(8);
});

test('draws the blinding factor again rather than reduce it', () => {
  const tries: number[] = [];
  const high = {
    ...random,
    bytes: (length: number) => {
      tries.push(length);
      return length === 256 && tries.filter((one) => one === 256).length < 3
        ? new Uint8Array(256).fill(255)
        : random.bytes(length);
    },
  };
  blind(key, library.prepare(randomBytes(8)), high);
  expect(tries.filter((length) => length === 256).length).toBeGreaterThanOrEqual(3);
});

const wrongAnswers: readonly [string, (right: Uint8Array) => Uint8Array][] = [
  ['nothing', () => new Uint8Array()],
  ['zeroes', (right) => new Uint8Array(right.length)],
  ['chance', (right) => new Uint8Array(randomBytes(right.length))],
  ['the highest number', (right) => new Uint8Array(right.length).fill(255)],
  ['one byte less', (right) => right.slice(1)],
  [
    'one bit changed',
    (right) => Uint8Array.from(right, (byte, at) => (at === 9 ? byte ^ 1 : byte)),
  ],
];
test.each(wrongAnswers)('an answer of %s gives no signature', (_name, spoil) => {
  const message = library.prepare(randomBytes(8));
  const { blinded, inverse } = blind(key, message, random);
  const right = signed(blinded);
  expect(finalise(key, message, right, inverse)).toBeDefined();
  expect(finalise(key, message, spoil(right), inverse)).toBeUndefined();
  expect(finalise(key, library.prepare(message), right, inverse)).toBeUndefined();
});

const numbers = (): Record<string, Uint8Array> => {
  const n = Buffer.from(pair.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url');
  const of = (value: bigint) => Buffer.from(value.toString(16).padStart(512, '0'), 'hex');
  const modulus = BigInt(`0x${n.toString('hex')}`);
  return {
    zero: of(0n),
    one: of(1n),
    'n - 1': of(modulus - 1n),
    n: of(modulus),
    'n + 1': of(modulus + 1n),
    short: of(5n).subarray(1),
    long: Buffer.concat([Buffer.of(0), of(5n)]),
    empty: Buffer.alloc(0),
  };
};
test.each(Object.entries(numbers()))('the signer signs no %s', (_name, blinded) => {
  expect(signer.sign(blinded)).toBeUndefined();
});

test('takes no key but RSA-2048 with the usual exponent', () => {
  const der = (key: { export(options: { format: 'der'; type: 'spki' }): Buffer }) =>
    key.export({ format: 'der', type: 'spki' });
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const three = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).publicKey;
  const curve = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey;
  for (const other of [der(short), der(three), der(curve), Buffer.from('no key'), Buffer.alloc(0)])
    expect(readBlindKey(other)).toBeUndefined();
  expect(createHash('sha256').update(spki).digest()).toHaveLength(32);
});
