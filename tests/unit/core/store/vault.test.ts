import { describe, expect, it } from 'vitest';
import {
  createVault,
  lineContext,
  snapshotContext,
} from '../../../../electron/core/store/vault.ts';
import { realRandom } from '../../../support/store/store-ports.ts';

const key = realRandom.bytes(32);
const vault = createVault([key], realRandom);
const plain = Buffer.from('what nobody may read or change');

describe('a vault', () => {
  it('opens what it sealed, in its place only', () => {
    const sealed = vault.seal('here', plain);
    expect(vault.open('here', sealed)?.equals(plain)).toBe(true);
    expect(vault.open('there', sealed)).toBeUndefined();
  });

  it('tells the places of journal and snapshots apart', () => {
    const places = [
      lineContext('j', 1, 0),
      lineContext('j', 1, 1),
      lineContext('j', 11, 0),
      snapshotContext('j', 1, 0),
      lineContext('k', 1, 0),
    ];
    expect(new Set(places).size).toBe(places.length);
  });

  it('refuses any changed bit and any shortening', () => {
    const sealed = vault.seal('here', plain);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const bytes = Buffer.from(sealed);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(vault.open('here', bytes)).toBeUndefined();
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(vault.open('here', sealed.subarray(0, length))).toBeUndefined();
  });

  it('seals the same text differently each time', () => {
    expect(vault.seal('here', plain).equals(vault.seal('here', plain))).toBe(false);
  });

  it('opens what an earlier key sealed, and seals with the first', () => {
    const newer = realRandom.bytes(32);
    const both = createVault([newer, key], realRandom);
    expect(both.open('here', vault.seal('here', plain))?.equals(plain)).toBe(true);
    expect(vault.open('here', both.seal('here', plain))).toBeUndefined();
  });
});

describe('nonces', () => {
  it('are never used twice', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 1000; n += 1)
      seen.add(vault.seal('here', plain).subarray(0, 12).toString('hex'));
    expect(seen.size).toBe(1000);
  });
});
