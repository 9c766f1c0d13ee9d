const VERSION = 0x40;
const VARIANT = 0x80;

/** A UUID of sixteen random bytes (RFC 9562, version 4): unlike version 7 it says nothing of when it was made. */
export const randomUuid = (bytes: Uint8Array): string => {
  const hex = [...bytes]
    .map((byte, index) => {
      if (index === 6) return (byte & 0x0f) | VERSION;
      return index === 8 ? (byte & 0x3f) | VARIANT : byte;
    })
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
};
