import { describe, expect, it } from 'vitest';
import {
  createReaderTest,
  judgeReading,
} from '../../../../renderer/src/screens/staff/setup/reader-test.ts';
import { sideTone } from '../../../../renderer/src/speech/side-tone.ts';

/** Types as a reader does, one key each `pace` milliseconds; what was noted of it. */
const read = (keys: readonly string[], pace: number) => {
  const test = createReaderTest();
  for (const [index, key] of keys.entries()) test.press(key, 1_000 + index * pace);
  const end = 1_000 + (keys.length - 1) * pace;
  expect(test.settle(end + 450)).toBeUndefined();
  const reading = test.settle(end + 550);
  expect(test.settle(end + 5_000)).toBeUndefined();
  return reading;
};
const CODE = [...'5901234123457'];

describe('trying a scanner or a card reader', () => {
  it('notes length, pace and end of a code, and nothing that it said', () => {
    expect(read([...CODE, 'Enter'], 8)).toEqual({ signs: 13, pace: 8, longest: 8, enter: 1 });
    expect(read([], 8)).toBeUndefined();
  });

  it('counts a capital once, whose Shift is a key too', () => {
    expect(read(['Shift', 'A', 'Shift', 'Z', '1', '2', '3', '4', 'Enter'], 5)?.signs).toBe(6);
  });

  it.each([
    ['is content with a quick code and Enter', [...CODE, 'Enter'], 8, 'pass', 'Good'],
    [
      'is content with a card of several lines',
      [...CODE, 'Enter', ...CODE, 'Enter'],
      8,
      'pass',
      'Good',
    ],
    ['misses the Enter', CODE, 8, 'warn', 'NoEnter'],
    ['does not take a Tab for it', [...CODE, 'Tab'], 8, 'warn', 'NoEnter'],
    ['says that cards will not be read at that pace', [...CODE, 'Enter'], 60, 'warn', 'Slow'],
    ['does not judge by three signs', ['1', '2', '3', 'Enter'], 8, 'warn', 'Short'],
  ] as const)('%s', (_, keys, pace, result, word) => {
    const reading = read(keys, pace);
    expect(reading && judgeReading(reading)).toEqual({ result, word });
  });
});

describe('the sound for one side of a headset', () => {
  const loudest = (wav: Uint8Array, offset: number): number => {
    const view = new DataView(wav.buffer);
    let most = 0;
    for (let at = 44 + offset; at < wav.length - 1; at += 4)
      most = Math.max(most, Math.abs(view.getInt16(at, true)));
    return most;
  };

  it.each([
    ['left', 0, 2],
    ['right', 2, 0],
  ] as const)('is heard on the %s alone', (side, there, elsewhere) => {
    const wav = sideTone(side);
    expect(loudest(wav, there)).toBeGreaterThan(8_000);
    expect(loudest(wav, elsewhere)).toBe(0);
  });

  it('is a whole WAV file with two channels', () => {
    const wav = sideTone('left');
    const view = new DataView(wav.buffer);
    expect(String.fromCharCode(...wav.subarray(0, 4), ...wav.subarray(8, 16))).toBe('RIFFWAVEfmt ');
    expect(view.getUint32(4, true)).toBe(wav.length - 8);
    expect(view.getUint16(22, true)).toBe(2);
    expect(view.getUint32(40, true)).toBe(wav.length - 44);
  });
});
