import { deflateSync, crc32 } from 'node:zlib';

/** Small real files and hostile ones, made here so that every byte is known. */

export const JPEG_HEADER = (width: number, height: number): Buffer =>
  Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x4a, 0x46],
    ...[0xff, 0xc0, 0x00, 0x11, 0x08, height >> 8, height & 255, width >> 8, width & 255],
    ...[0x03, 0x01, 0x22, 0x00, 0x02, 0x11, 0x01, 0x03, 0x11, 0x01],
  ]);

/** Looks like a JPEG of that size to everything that reads headers; filled up to `bytes`. */
export const jpeg = (bytes = 2_000, width = 1_200, height = 1_600): Buffer =>
  Buffer.concat([JPEG_HEADER(width, height), Buffer.alloc(Math.max(0, bytes - 27), 0x5a)]);

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A real PNG of one colour, whatever its size claims to be. */
export const png = (width = 64, height = 64, realHeight = height): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * realHeight, 0xe0);
  for (let row = 0; row < realHeight; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

export interface PdfParts {
  readonly pages?: number;
  /** More objects, as text. */
  readonly objects?: readonly string[];
  /** Streams: dictionary without length, and content. */
  readonly streams?: readonly (readonly [dictionary: string, content: Buffer])[];
  readonly end?: string;
}

/** A PDF as a scanner would write it, with what a test wants in it. */
export const pdf = ({ pages = 1, objects = [], streams = [], end = '%%EOF\n' }: PdfParts = {}) => {
  const parts: Buffer[] = [
    Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'),
  ];
  const text = (words: string) => parts.push(Buffer.from(words, 'latin1'));
  text(`2 0 obj\n<< /Type /Pages /Count ${pages} >>\nendobj\n`);
  for (let page = 0; page < pages; page += 1)
    text(`${10 + page} 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n`);
  for (const object of objects) text(`900 0 obj\n${object}\nendobj\n`);
  for (const [dictionary, content] of streams) {
    text(`901 0 obj\n<< ${dictionary} /Length ${content.length} >>\nstream\n`);
    parts.push(content);
    text('\nendstream\nendobj\n');
  }
  text(`trailer\n<< /Root 1 0 R >>\nstartxref\n0\n${end}`);
  return Buffer.concat(parts);
};
