import { describe, expect, it } from 'vitest';
import { encodeLine } from '../../../../electron/core/store/line.ts';
import { scanLines } from '../../../../electron/core/store/scan.ts';

const lines = [1, 2, 3, 4].map((seq) =>
  encodeLine(seq, seq - 1, Buffer.alloc(300 + seq, 65 + seq)),
);
const whole = Buffer.concat(lines);
const seqs = (bytes: Buffer): number[] => scanLines(bytes).lines.map(({ seq }) => seq);

describe('a scan', () => {
  it('finds the lines of a segment and ends at the zeros', () => {
    const scan = scanLines(Buffer.concat([whole, Buffer.alloc(200_000)]));
    expect(scan.lines.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(scan).toMatchObject({ bad: [], used: whole.length });
  });

  it('finds nothing in a segment that was never written', () => {
    expect(scanLines(Buffer.alloc(150_000))).toEqual({ lines: [], bad: [], used: 0 });
  });

  it('loses one line to one wrong byte, whichever it is', () => {
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 0xff;
      expect(seqs(bytes).length, `byte ${at}`).toBe(3);
      expect(scanLines(bytes).bad.length).toBe(1);
    }
  });

  it('goes on behind a sector of zeros, also when a line begins right after it', () => {
    const bytes = Buffer.from(whole);
    bytes.fill(0, 0, lines[0]!.length);
    expect(seqs(bytes)).toEqual([2, 3, 4]);
    const middle = Buffer.from(whole);
    middle.fill(0, 400, 700);
    expect(seqs(middle)).toEqual([1, 4]);
  });

  it('says exactly which bytes made no sense', () => {
    const bytes = Buffer.concat([
      lines[0]!,
      Buffer.from('garbage'),
      lines[1]!,
      Buffer.from('torn'),
      Buffer.alloc(99),
    ]);
    const [first, second] = [lines[0]!.length, lines[0]!.length + 7 + lines[1]!.length];
    expect(scanLines(bytes).bad).toEqual([
      { start: first, end: first + 7 },
      { start: second, end: second + 4 },
    ]);
  });

  it('gets through a megabyte of noise', () => {
    const noise = Buffer.alloc(1_000_000, '9 9 9 deadbeef ');
    expect(scanLines(Buffer.concat([noise, whole])).lines.length).toBe(4);
  });
});
