import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trackerRoot } from '../../../../contract/voting/tracker-root.ts';
import {
  formatTracker,
  parseTracker,
  toTracker,
  TRACKER,
} from '../../../../contract/voting/tracker.ts';

const bodies = fc.uint8Array({ minLength: 10, maxLength: 10 }).map(toTracker);
const CHARACTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('keeps all eighty bits', () => {
  expect(toTracker(new Uint8Array(10))).toBe('0'.repeat(16));
  expect(toTracker(new Uint8Array(10).fill(255))).toBe('Z'.repeat(16));
  fc.assert(fc.property(bodies, (body) => TRACKER.test(body)));
});

test('is read back however it was typed', () => {
  fc.assert(
    fc.property(bodies, (body) => {
      const shown = formatTracker(body);
      for (const typed of [shown, shown.toLowerCase(), shown.replaceAll('-', ' ')])
        expect(parseTracker(typed)).toEqual({ ok: true, value: body });
      expect(parseTracker(shown.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual({
        ok: true,
        value: body,
      });
    }),
  );
});

test('every single wrong character and every swap of neighbours is noticed', () => {
  fc.assert(
    fc.property(bodies, fc.nat(17), fc.constantFrom(...CHARACTERS), (body, place, wrong) => {
      const typed = [...formatTracker(body).replaceAll('-', '')];
      fc.pre(typed[place] !== wrong);
      expect(parseTracker(typed.with(place, wrong).join('')).ok).toBe(false);
    }),
  );
  fc.assert(
    fc.property(bodies, fc.nat(16), (body, place) => {
      const typed = [...formatTracker(body).replaceAll('-', '')];
      const [first = '', second = ''] = typed.slice(place, place + 2);
      fc.pre(first !== second);
      const swapped = typed
        .with(place, second)
        .with(place + 1, first)
        .join('');
      expect(parseTracker(swapped).ok).toBe(false);
    }),
  );
});

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const rootOf = (list: readonly string[]): string =>
  Buffer.from(trackerRoot(list, sha256)).toString('hex');

test('the root changes with every change of the list', () => {
  // RFC 9162: the hash of an empty tree is the hash of nothing.
  expect(rootOf([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  const list = ['A', 'B', 'C', 'D', 'E'].map((letter) => letter.repeat(16));
  const roots = [list, list.slice(1), list.toReversed(), [...list, 'F'.repeat(16)]].map(rootOf);
  expect(new Set(roots).size).toBe(roots.length);
});

test('two leaves hash as the standard says', () => {
  const leaf = (text: string) => sha256(Buffer.from(`\0${text}`));
  const expected = sha256(Buffer.concat([Buffer.of(1), leaf('A'), leaf('B')]));
  expect(rootOf(['A', 'B'])).toBe(Buffer.from(expected).toString('hex'));
});
