import { promisify } from 'node:util';
import { inflate as inflateWithCallback } from 'node:zlib';
import { DOCUMENT_LIMITS, type FileFault } from '../../../../contract/documents.ts';
import { decodeBase85 } from './base85.ts';
import { createPdfScan, type PdfStream } from './scan-pdf.ts';

const inflate = promisify(inflateWithCallback);

/** Bytes to which all compressed parts of a file together may unfold. */
const MOST_UNFOLDED = 96 * 1024 * 1024;
const MOST_OBJECTS = 20_000;
const MOST_PIXELS = 100_000_000;

export type PdfCheck =
  | { readonly ok: true; readonly pages: number }
  | { readonly ok: false; readonly fault: FileFault };

const refuse = (fault: FileFault): PdfCheck => ({ ok: false, fault });

const ACTIVE =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|XFA|RichMedia|SubmitForm|ImportData)(?![A-Za-z0-9])/;
const LOCKED = /\/Encrypt(?![A-Za-z0-9])/;
const OBJECT = /\d\s+\d+\s+obj(?![A-Za-z])/g;
const PAGE = /\/Type\s*\/Page(?![A-Za-z0-9])/g;
const SIDE = /\/(Width|Height)\s+(\d{1,10})/g;

const countOf = (pattern: RegExp, text: string): number => [...text.matchAll(pattern)].length;

/** Names may be written with "#4a" for a character: what is searched must not hide behind that. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

const tooManyPixels = (text: string): boolean => {
  let width = 0;
  for (const [, side, digits] of text.matchAll(SIDE)) {
    const length = Number(digits);
    if (length > 30_000) return true;
    if (side === 'Width') width = length;
    else if (width * length > MOST_PIXELS) return true;
  }
  return false;
};

type Unfolded =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too_much' }
  | { readonly kind: 'damaged' };

const unfold = async (bytes: Buffer, most: number): Promise<Unfolded> => {
  try {
    return { kind: 'bytes', bytes: await inflate(bytes, { maxOutputLength: Math.max(1, most) }) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') return { kind: 'too_much' };
    if (typeof code === 'string' && code.startsWith('Z_')) return { kind: 'damaged' };
    throw error;
  }
};

/** One stream's content after all its compressions, as far as they are Flate. */
const unfoldStream = async (stream: PdfStream, most: number): Promise<Unfolded> => {
  let current: Unfolded = { kind: 'bytes', bytes: stream.bytes };
  for (const filter of stream.filters) {
    if (current.kind !== 'bytes') return current;
    if (filter === 'ASCII85Decode') current = { kind: 'bytes', bytes: decodeBase85(current.bytes) };
    else if (filter === 'FlateDecode') current = await unfold(current.bytes, most);
    else return current;
  }
  return current;
};

/** What scanners and office programs write; anything longer is made to unfold in steps. */
const isUsualChain = ([first, second, ...more]: readonly string[]): boolean =>
  more.length === 0 &&
  (second === undefined ||
    (first === 'FlateDecode' && second !== 'FlateDecode') ||
    (first === 'ASCII85Decode' && second !== 'ASCII85Decode'));

/**
 * Looks at a PDF without drawing it: pages, objects, what its compressed parts unfold to, and
 * whether it carries programs. It is still only opened by the authority, as a download.
 */
export const checkPdf = async (bytes: Uint8Array): Promise<PdfCheck> => {
  const scan = createPdfScan(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  if (!scan.isWhole) return refuse('pdf_damaged');
  const outside = plainNames(scan.outside);
  if (LOCKED.test(outside)) return refuse('pdf_locked');
  if (tooManyPixels(outside)) return refuse('pdf_unfolds');
  const inside: string[] = [];
  let left = MOST_UNFOLDED;
  for (const stream of scan.streams()) {
    if (!isUsualChain(stream.filters)) return refuse('pdf_unfolds');
    const unfolded = await unfoldStream(stream, left);
    if (unfolded.kind === 'too_much') return refuse('pdf_unfolds');
    if (unfolded.kind === 'damaged') continue;
    left -= unfolded.bytes.length;
    if (left <= 0) return refuse('pdf_unfolds');
    if (stream.holdsObjects) inside.push(plainNames(unfolded.bytes.toString('latin1')));
  }
  return judge([outside, ...inside], scan.streamCount);
};

const judge = (texts: readonly string[], streams: number): PdfCheck => {
  if (texts.some((text) => ACTIVE.test(text))) return refuse('pdf_active');
  const objects = texts.reduce((sum, text) => sum + countOf(OBJECT, text), 0);
  if (objects > MOST_OBJECTS || streams > MOST_OBJECTS) return refuse('pdf_unfolds');
  const pages = texts.reduce((sum, text) => sum + countOf(PAGE, text), 0);
  if (pages === 0) return refuse('pdf_damaged');
  return pages > DOCUMENT_LIMITS.pdfPages ? refuse('pdf_pages') : { ok: true, pages };
};
