const HEADER_BYTES = 44;

/**
 * Puts the true lengths into the header of a WAV that was written to a pipe: who writes there does not
 * know them and says "very long", which browsers take for hours. Undefined for what is no plain WAV.
 */
export const withTrueLength = (wav: Uint8Array): Uint8Array | undefined => {
  const bytes = Uint8Array.from(wav);
  const view = new DataView(bytes.buffer);
  const word = (offset: number): string =>
    String.fromCharCode(...bytes.subarray(offset, offset + 4));
  if (bytes.length <= HEADER_BYTES || word(0) !== 'RIFF' || word(8) !== 'WAVE') return undefined;
  if (word(36) !== 'data') return undefined;
  view.setUint32(4, bytes.length - 8, true);
  view.setUint32(40, bytes.length - HEADER_BYTES, true);
  return bytes;
};
