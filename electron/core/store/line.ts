import { crc32 } from 'node:zlib';

/**
 * One line of a segment or snapshot: `<seq> <durable> <length> <crc32> <payload>\n`.
 * Numbers are decimal without leading zeros, the checksum is eight hexadecimal digits over
 * `<seq> <durable> <length> ` and the payload, the payload is `length` bytes of anything.
 */
export interface Line {
  readonly seq: number;
  /** Highest seq that was on the disk when this line was written: it vouches for all up to there. */
  readonly durable: number;
  readonly payload: Buffer;
  /** Where the line begins and where the next one would, in bytes of what was parsed. */
  readonly start: number;
  readonly end: number;
}

const SPACE = 0x20;
const NEWLINE = 0x0a;
const CRC_DIGITS = 8;

const END = Buffer.of(NEWLINE);

/** A line in pieces, its payload in one or more: a block of many lines is then put together once. */
export const encodeLineParts = (
  seq: number,
  durable: number,
  payload: readonly Uint8Array[],
): readonly Uint8Array[] => {
  const length = payload.reduce((sum, part) => sum + part.length, 0);
  const covered = `${seq} ${durable} ${length} `;
  const sum = payload.reduce((soFar, part) => crc32(part, soFar), crc32(covered));
  const checksum = sum.toString(16).padStart(CRC_DIGITS, '0');
  return [Buffer.from(`${covered}${checksum} `, 'latin1'), ...payload, END];
};

export const encodeLine = (seq: number, durable: number, payload: Uint8Array): Buffer =>
  Buffer.concat(encodeLineParts(seq, durable, [payload]));

const digit = (byte: number | undefined): number =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : -1;

/** A decimal number that ends in a space; -1 when there is none. `end` is where the next field begins. */
const readNumber = (bytes: Buffer, at: number): { value: number; end: number } => {
  let value = digit(bytes[at]);
  if (value < 0) return { value: -1, end: at };
  let end = at + 1;
  for (let next = digit(bytes[end]); next >= 0; next = digit(bytes[end])) {
    value = value * 10 + next;
    end += 1;
    if (!Number.isSafeInteger(value)) return { value: -1, end };
  }
  const canonical = bytes[end] === SPACE && (end === at + 1 || bytes[at] !== 0x30);
  return { value: canonical ? value : -1, end: end + 1 };
};

const readChecksum = (bytes: Buffer, at: number): number => {
  const text = bytes.toString('latin1', at, at + CRC_DIGITS + 1);
  return /^[0-9a-f]{8} $/.test(text) ? Number.parseInt(text, 16) : -1;
};

/** The whole and undamaged line that begins at `at`, or undefined. */
export const parseLine = (bytes: Buffer, at: number): Line | undefined => {
  if (digit(bytes[at]) < 1) return undefined;
  const seq = readNumber(bytes, at);
  if (seq.value < 1) return undefined;
  const durable = readNumber(bytes, seq.end);
  if (durable.value < 0) return undefined;
  const length = readNumber(bytes, durable.end);
  if (length.value < 0) return undefined;
  const payloadAt = length.end + CRC_DIGITS + 1;
  const end = payloadAt + length.value;
  if (end >= bytes.length || bytes[end] !== NEWLINE) return undefined;
  const payload = bytes.subarray(payloadAt, end);
  const checksum = crc32(payload, crc32(bytes.subarray(at, length.end)));
  if (checksum !== readChecksum(bytes, length.end)) return undefined;
  return { seq: seq.value, durable: durable.value, payload, start: at, end: end + 1 };
};
