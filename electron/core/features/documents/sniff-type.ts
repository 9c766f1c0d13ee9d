import type { FileFault, OpenedType } from '../../../../contract/documents.ts';

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text;

/** Brands of the HEIF family (ISO/IEC 23008-12), which telephones write and Chromium cannot show. */
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'];

/** What a file is by its first bytes; its name says nothing. */
export const sniffType = (
  bytes: Uint8Array,
):
  | { readonly ok: true; readonly type: OpenedType }
  | { readonly ok: false; readonly fault: FileFault } => {
  if (bytes.length === 0) return { ok: false, fault: 'file_empty' };
  if (startsWith(bytes, '\xff\xd8\xff')) return { ok: true, type: 'image/jpeg' };
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return { ok: true, type: 'image/png' };
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8))
    return { ok: true, type: 'image/webp' };
  if (startsWith(bytes, '%PDF-')) return { ok: true, type: 'application/pdf' };
  const isHeic =
    startsWith(bytes, 'ftyp', 4) && HEIC_BRANDS.some((brand) => startsWith(bytes, brand, 8));
  return { ok: false, fault: isHeic ? 'file_heic' : 'file_type' };
};
