import type { PictureType } from '../../../../contract/documents.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** IHDR is the first chunk (ISO/IEC 15948). */
const pngSize = (bytes: Buffer): PictureSize | undefined =>
  bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR'
    ? undefined
    : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };

const START_OF_FRAME = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);
/** Markers without a length: fill bytes, TEM, RST0–7, SOI. */
const isBare = (marker: number): boolean =>
  marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** Walks the segments of a JPEG (ITU-T T.81) to the frame header. */
const jpegSize = (bytes: Buffer): PictureSize | undefined => {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (START_OF_FRAME.has(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += isBare(marker) ? (marker === 0xff ? 1 : 2) : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
};

/** The three kinds of WebP (RFC 9649): lossy, lossless, extended. */
const webpSize = (bytes: Buffer): PictureSize | undefined => {
  if (bytes.length < 30) return undefined;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
};

const READERS = { 'image/png': pngSize, 'image/jpeg': jpegSize, 'image/webp': webpSize } as const;

/** Width and height that a picture claims, without unfolding it; undefined when it has no readable header. */
export const pictureSize = (type: PictureType, bytes: Uint8Array): PictureSize | undefined => {
  const size = READERS[type](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
};
