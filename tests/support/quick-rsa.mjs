// Loaded before each test process. To find the two primes of an RSA key takes a quarter of a second, and
// a hundred surveys open in the tests: each of their keys is another pair out of a few primes, which are
// found once and lie with the temporary files. For tests alone: who knows two such keys knows both.
import crypto from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Of 2048 bits, two primes each: 66 pairs, more than the surveys of any test. */
const FOUND_KEYS = 6;
const E = 65_537n;
const { generateKeyPair } = crypto;
const find = promisify(generateKeyPair);

const toNumber = (text) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);
const toText = (number) => {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
};

/** By Euclid's extended algorithm. */
const inverse = (number, modulus) => {
  let [rest, nextRest, factor, nextFactor] = [modulus, number % modulus, 0n, 1n];
  while (nextRest !== 0n) {
    const quotient = rest / nextRest;
    [rest, nextRest] = [nextRest, rest - quotient * nextRest];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return ((factor % modulus) + modulus) % modulus;
};

/** Two processes may look for one at a time: the second takes the first one's place. */
const findPrimes = async (path) => {
  const { privateKey } = await find('rsa', { modulusLength: 2048 });
  const { p, q } = privateKey.export({ format: 'jwk' });
  writeFileSync(`${path}.${process.pid}`, JSON.stringify([p, q]), { mode: 0o600 });
  renameSync(`${path}.${process.pid}`, path);
};

const readPrimes = async (index) => {
  const path = join(tmpdir(), `asan-kiosk-test-primes-${index}.json`);
  try {
    return JSON.parse(readFileSync(path, 'utf8')).map(toNumber);
  } catch {
    await findPrimes(path);
    return readPrimes(index);
  }
};

const pairsOf = (primes) =>
  primes.flatMap((p, index) => primes.slice(index + 1).map((q) => (p > q ? [p, q] : [q, p])));

let pairs;
let turn = 0;

const nextPair = async () => {
  pairs ??= Promise.all(Array.from({ length: FOUND_KEYS }, (_, index) => readPrimes(index))).then(
    (primes) => pairsOf(primes.flat()),
  );
  const all = await pairs;
  const [p, q] = all[turn++ % all.length];
  const d = inverse(E, (p - 1n) * (q - 1n));
  const numbers = {
    n: p * q,
    e: E,
    d,
    p,
    q,
    dp: d % (p - 1n),
    dq: d % (q - 1n),
    qi: inverse(q, p),
  };
  const key = { kty: 'RSA' };
  for (const [name, number] of Object.entries(numbers)) key[name] = toText(number);
  const privateKey = crypto.createPrivateKey({ key, format: 'jwk' });
  return { privateKey, publicKey: crypto.createPublicKey(privateKey) };
};

crypto.generateKeyPair = (type, options, done) => generateKeyPair(type, options, done);
crypto.generateKeyPair[promisify.custom] = (type, options) =>
  type === 'rsa' && options.modulusLength === 2048 ? nextPair() : find(type, options);
syncBuiltinESMExports();
