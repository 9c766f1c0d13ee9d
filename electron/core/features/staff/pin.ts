import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string | Uint8Array, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

/** scrypt parameters of a stored PIN: about half a second on a kiosk, which a person does not mind and a search does. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const KEY_LENGTH = 32;
const SALT_LENGTH = 16;

export type PinFault = 'pin_digits' | 'pin_short' | 'pin_simple';

const isSequence = (pin: string, step: number): boolean =>
  [...pin].every((digit, index) => index === 0 || Number(digit) - Number(pin[index - 1]) === step);

const isRepetition = (pin: string): boolean =>
  [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(pin.length / length));

/** What is wrong with a PIN that somebody wants to set; undefined when it will do. Six to twelve ASCII digits. */
export const pinFault = (pin: string): PinFault | undefined => {
  if (!/^[0-9]*$/u.test(pin) || pin.length > 12) return 'pin_digits';
  if (pin.length < 6) return 'pin_short';
  return isSequence(pin, 1) || isSequence(pin, -1) || isRepetition(pin) ? 'pin_simple' : undefined;
};

const deriveKey = (pin: string, salt: Uint8Array): Promise<Buffer> =>
  derive(pin, salt, KEY_LENGTH, { ...COST, maxmem: 256 * COST.N * COST.r });

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** "scrypt-1$salt$key". The cost belongs to the version, so a doctored record cannot ask for an absurd one. */
export const hashPin = async (pin: string, randomBytes: (length: number) => Uint8Array) => {
  const salt = randomBytes(SALT_LENGTH);
  return `scrypt-1$${encode(salt)}$${encode(await deriveKey(pin, salt))}`;
};

export const PIN_HASH = /^scrypt-1\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$/u;

/** Whether the PIN is the one that was hashed. Anything that is not a hash of ours answers false. */
export const isPin = async (pin: string, stored: string): Promise<boolean> => {
  if (!PIN_HASH.test(stored) || !/^[0-9]{6,12}$/u.test(pin)) return false;
  const [, salt = '', key = ''] = stored.split('$');
  return timingSafeEqual(
    await deriveKey(pin, Buffer.from(salt, 'base64url')),
    Buffer.from(key, 'base64url'),
  );
};
