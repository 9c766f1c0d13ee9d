import { describe, expect, it } from 'vitest';
import { encodeLine, parseLine } from '../../../../electron/core/store/line.ts';

const payload = Buffer.from('anything\nat all \0 1 0 3 00000000 abc\n');
const line = encodeLine(42, 41, payload);

describe('a line', () => {
  it('is read back as it was written, wherever it stands', () => {
    const bytes = Buffer.concat([Buffer.from('before'), line, Buffer.from('after')]);
    const read = parseLine(bytes, 6);
    expect(read).toMatchObject({ seq: 42, durable: 41, start: 6, end: 6 + line.length });
    expect(read?.payload.equals(payload)).toBe(true);
  });

  it('is refused with any one bit changed', () => {
    for (let bit = 0; bit < line.length * 8; bit += 1) {
      const bytes = Buffer.from(line);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(parseLine(bytes, 0), `bit ${bit}`).toBeUndefined();
    }
  });

  it('is refused when it is cut short anywhere', () => {
    for (let length = 0; length < line.length; length += 1)
      expect(parseLine(line.subarray(0, length), 0)).toBeUndefined();
  });

  it('has one way to write a number', () => {
    const text = line.toString('latin1');
    for (const head of ['042 41', '42 041', '+42 41', ' 42 41', '42  41', '0 0'])
      expect(
        parseLine(Buffer.from(text.replace('42 41', head), 'latin1'), 0),
        head,
      ).toBeUndefined();
  });

  it('is refused when its length is absurd', () => {
    for (const length of ['99999999999', '9007199254740993', '1e9', '-1'])
      expect(parseLine(Buffer.from(`1 0 ${length} 00000000 x\n`), 0)).toBeUndefined();
  });
});
