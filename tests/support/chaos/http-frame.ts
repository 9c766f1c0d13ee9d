/** One whole HTTP/1.1 message as it came, and what came after it. */
export interface Framed {
  readonly message: Buffer;
  readonly rest: Buffer;
}

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '\r\n0\r\n\r\n';

/** More is not spoken between kiosk and portal: the proxy would rather break than eat the memory. */
const MOST_BYTES = 8_000_000;

const lengthOf = (head: string): number | 'chunked' => {
  if (/^transfer-encoding:.*chunked/im.test(head)) return 'chunked';
  return Number(/^content-length:\s*(\d+)\s*$/im.exec(head)?.[1] ?? 0);
};

const endOf = (received: Buffer, bodyStart: number, length: number | 'chunked'): number => {
  if (length !== 'chunked') return bodyStart + length;
  const last = received.indexOf(LAST_CHUNK, bodyStart - 2);
  return last === -1 ? Infinity : last + LAST_CHUNK.length;
};

/** Undefined while the message is not complete. Throws when it grows beyond all bounds. */
export const takeMessage = (received: Buffer): Framed | undefined => {
  if (received.length > MOST_BYTES) throw new RangeError('a message without an end');
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd === -1) return undefined;
  const head = received.toString('latin1', 0, headEnd);
  const bodyStart = headEnd + HEAD_END.length;
  const end = endOf(received, bodyStart, lengthOf(head));
  return received.length < end
    ? undefined
    : { message: received.subarray(0, end), rest: received.subarray(end) };
};

/** "/kiosk/v1/batches" of "POST /kiosk/v1/batches HTTP/1.1". */
export const routeOf = (request: Buffer): string =>
  /^[A-Z]+ (\S+)/.exec(request.toString('latin1', 0, 300))?.[1] ?? '';

/** Status of an answer; NaN for something else. */
export const statusOf = (answer: Buffer): number =>
  Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer.toString('latin1', 0, 15))?.[1] ?? NaN);
