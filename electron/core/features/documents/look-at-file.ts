import {
  DOCUMENT_LIMITS,
  type FileFault,
  type OpenedFile,
  type PictureType,
} from '../../../../contract/documents.ts';
import { checkPdf } from './check-pdf.ts';
import { pictureSize } from './picture-size.ts';
import { sniffType } from './sniff-type.ts';

export type LookedAt =
  | { readonly ok: true; readonly file: OpenedFile }
  | { readonly ok: false; readonly fault: FileFault };

/** Whether a picture may be unfolded at all. */
export const checkPicture = (type: PictureType, bytes: Uint8Array): FileFault | undefined => {
  const size = pictureSize(type, bytes);
  if (size === undefined) return 'picture_damaged';
  return size.width * size.height > DOCUMENT_LIMITS.pixels ? 'picture_large' : undefined;
};

/** What a file from outside really is, and whether it is safe to go on with. */
export const lookAtFile = async (bytes: Uint8Array): Promise<LookedAt> => {
  const sniffed = sniffType(bytes);
  if (!sniffed.ok) return sniffed;
  const { type: mediaType } = sniffed;
  if (mediaType === 'application/pdf') {
    const pdf = await checkPdf(bytes);
    return pdf.ok
      ? { ok: true, file: { mediaType, bytes: bytes.length, pages: pdf.pages } }
      : { ok: false, fault: pdf.fault };
  }
  const fault = checkPicture(mediaType, bytes);
  return fault === undefined
    ? { ok: true, file: { mediaType, bytes: bytes.length } }
    : { ok: false, fault };
};
