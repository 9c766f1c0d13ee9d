const FIRST = 0x21;
const LAST = 0x75;
const ZERO_GROUP = 0x7a;
const TILDE = 0x7e;

/** Bytes of a group of up to five characters; a short group is filled up with the highest digit (ISO 32000-1, 7.4.3). */
const groupBytes = (digits: readonly number[]): number[] => {
  const full = [...digits, 84, 84, 84, 84].slice(0, 5);
  const value = full.reduce((sum, digit) => sum * 85 + digit, 0);
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) & 0xff);
  return bytes.slice(0, digits.length - 1);
};

/** ASCII85 as PDF files use it. What is not of its alphabet is passed over, as viewers do. */
export const decodeBase85 = (text: Uint8Array): Buffer => {
  const out: number[] = [];
  let group: number[] = [];
  for (const code of text) {
    if (code === TILDE) break;
    if (code === ZERO_GROUP && group.length === 0) out.push(0, 0, 0, 0);
    if (code < FIRST || code > LAST) continue;
    group.push(code - FIRST);
    if (group.length < 5) continue;
    out.push(...groupBytes(group));
    group = [];
  }
  if (group.length > 1) out.push(...groupBytes(group));
  return Buffer.from(out);
};
