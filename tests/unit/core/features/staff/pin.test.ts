import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPin, isPin, pinFault } from '../../../../../electron/core/features/staff/pin.ts';

test('knows the PIN that was hashed, and no other', async () => {
  const stored = await hashPin('481516', randomBytes);
  expect(await isPin('481516', stored)).toBe(true);
  expect(await isPin('481517', stored)).toBe(false);
});

test('the same PIN is stored differently for two people', async () => {
  expect(await hashPin('481516', randomBytes)).not.toBe(await hashPin('481516', randomBytes));
});

test.each([
  ['٤٨١٥١٦', 'digits of another script'],
  [' 481516', 'a space'],
  ['481516\n', 'a line end'],
  ['', 'nothing'],
])('does not take %j (%s) for the PIN', async (typed) => {
  expect(await isPin(typed, await hashPin('481516', randomBytes))).toBe(false);
});

test.each(['scrypt-1$$', 'scrypt$1073741824$8$1$aa$bb', '', 'plain:481516'])(
  'a stored value that is not ours (%j) lets nobody in and costs nothing',
  async (stored) => {
    expect(await isPin('481516', stored)).toBe(false);
  },
);

test.each([
  ['123456', 'pin_simple'],
  ['654321', 'pin_simple'],
  ['111111', 'pin_simple'],
  ['121212', 'pin_simple'],
  ['123123', 'pin_simple'],
  ['48151', 'pin_short'],
  ['48151a', 'pin_digits'],
  ['4815162342481', 'pin_digits'],
])('refuses to set the PIN %s: %s', (pin, fault) => {
  expect(pinFault(pin)).toBe(fault);
});

test('lets an ordinary PIN be set', () => {
  expect(pinFault('481516')).toBeUndefined();
});
