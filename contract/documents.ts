/** Papers that a citizen adds to an application: pages from a camera or scanner, files from a stick. */

export const DOCUMENT_LIMITS = {
  /** Bytes of one file on a stick or in the scanner's folder. */
  fileBytes: 10 * 1024 * 1024,
  /** Bytes of one page after the screen has made it smaller. */
  pageBytes: 1_200_000,
  /** Of one application, together. */
  applicationBytes: 20 * 1024 * 1024,
  applicationFiles: 40,
  /** Of all applications of one session that are still in memory. */
  sessionBytes: 40 * 1024 * 1024,
  /** Pixels of a picture that is opened at all: a small file may unfold to gigabytes. */
  pixels: 60_000_000,
  /** Longer edge of a page as it is sent: 200 dots an inch on A4. */
  edge: 2_340,
  pdfPages: 60,
  /** Bytes of a page in one call, before base64. */
  uploadPart: 45_000,
  /** Bytes of an opened file in one answer, before base64. */
  downloadPart: 384_000,
} as const;

/** Pages of several files together. */
export const pagesOf = (files: readonly { readonly pages: number }[]): number =>
  files.reduce((sum, { pages }) => sum + pages, 0);

export const KEPT_TYPES = ['image/jpeg', 'application/pdf'] as const;
/** What is sent: pictures are always made anew as JPEG, without what the camera noted in them. */
export type KeptType = (typeof KEPT_TYPES)[number];
export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp';
export type OpenedType = PictureType | 'application/pdf';

/** Why a file is not taken; the screen has a sentence for each. */
export const FILE_FAULTS = [
  'file_type', // neither a picture nor a PDF, whatever its name says
  'file_heic', // a picture that only some telephones can show
  'file_empty',
  'file_large',
  'picture_large',
  'picture_damaged',
  'pdf_damaged',
  'pdf_locked',
  'pdf_active', // programs or other files inside
  'pdf_pages',
  'pdf_unfolds', // small on the stick, enormous when opened
  'application_full',
  'session_full',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** Why a paper is not added. */
export const MISSING_REASONS = ['not-here', 'not-needed', 'not-yet', 'authority-has-it'] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];
/** What counts when the person chose none. */
export const USUAL_REASON: MissingReason = 'not-here';

export const SOURCE_KINDS = ['stick', 'scanner'] as const;

export interface DocumentSource {
  readonly id: string;
  readonly kind: (typeof SOURCE_KINDS)[number];
}

export interface SourcesView {
  readonly camera: boolean;
  readonly folders: readonly DocumentSource[];
}

/** A file on a stick; `key` counts in this session only. */
export interface FolderFile {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** By its name alone, to show it; what it is, is seen when it is opened. */
  readonly looksLike: 'picture' | 'pdf';
}

export interface OpenedFile {
  readonly mediaType: OpenedType;
  readonly bytes: number;
  /** Of a PDF. */
  readonly pages?: number;
}

export interface AddedFile {
  readonly id: string;
  /** Absent for what belongs to no paper of the list. */
  readonly paperId?: string;
  readonly mediaType: KeptType;
  readonly bytes: number;
  readonly pages: number;
}

export interface DocumentsView {
  readonly files: readonly AddedFile[];
  readonly reasons: Readonly<Record<string, MissingReason>>;
  /** What may still be added. */
  readonly left: { readonly files: number; readonly bytes: number };
}
