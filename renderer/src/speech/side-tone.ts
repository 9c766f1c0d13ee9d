export type Side = 'left' | 'right';

const RATE = 22_050;
const SECONDS = 0.8;
const PITCH = 440;
/** Without it each tone begins and ends with a click, which is heard on both sides. */
const FADE = 0.03;
const HEADER = 44;
const PEAK = 12_000;

/** A tone on one side alone: 16 bit stereo PCM in a WAV file (RIFF). */
export const sideTone = (side: Side): Uint8Array => {
  const frames = Math.round(RATE * SECONDS);
  const wav = new DataView(new ArrayBuffer(HEADER + frames * 4));
  const word = (at: number, text: string): void => {
    for (const [index, sign] of [...text].entries()) wav.setUint8(at + index, sign.charCodeAt(0));
  };
  word(0, 'RIFF');
  wav.setUint32(4, HEADER - 8 + frames * 4, true);
  word(8, 'WAVEfmt ');
  wav.setUint32(16, 16, true);
  wav.setUint16(20, 1, true);
  wav.setUint16(22, 2, true);
  wav.setUint32(24, RATE, true);
  wav.setUint32(28, RATE * 4, true);
  wav.setUint16(32, 4, true);
  wav.setUint16(34, 16, true);
  word(36, 'data');
  wav.setUint32(40, frames * 4, true);
  const offset = side === 'left' ? 0 : 2;
  for (let frame = 0; frame < frames; frame += 1) {
    const at = frame / RATE;
    const loud = Math.min(1, at / FADE, (SECONDS - at) / FADE);
    const value = Math.round(Math.sin(2 * Math.PI * PITCH * at) * loud * PEAK);
    wav.setInt16(HEADER + frame * 4 + offset, value, true);
  }
  return new Uint8Array(wav.buffer);
};
