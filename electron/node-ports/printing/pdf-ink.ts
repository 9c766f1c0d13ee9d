import type PDFDocument from 'pdfkit';
import qrcode from 'qrcode-generator';
import type { Paper } from '../../../contract/print-document.ts';

/** Font files in TrueType, with the letters of az, ru and en. */
export interface PaperFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** Sizes on one paper, in PostScript points (1/72 inch). */
export interface PaperLook {
  readonly width: number;
  /** Undefined for a roll: as long as the document needs. */
  readonly height: number | undefined;
  readonly margin: number;
  readonly body: number;
  readonly heading: number;
  readonly title: number;
  readonly small: number;
  readonly code: number;
  readonly qr: number;
  readonly gap: number;
}

/** A length in points. */
export const millimetres = (length: number): number => (length * 72) / 25.4;

/** A thermal printer for 80 mm leaves 4 mm blank on each side. */
export const PAPER_LOOKS: Readonly<Record<Paper, PaperLook>> = {
  'roll-80mm': {
    width: millimetres(80),
    height: undefined,
    margin: millimetres(4),
    body: 10,
    heading: 12,
    title: 14,
    small: 8.5,
    code: 19,
    qr: millimetres(42),
    gap: 7,
  },
  a4: {
    width: millimetres(210),
    height: millimetres(297),
    margin: millimetres(20),
    body: 12,
    heading: 15,
    title: 20,
    small: 10,
    code: 22,
    qr: millimetres(45),
    gap: 10,
  },
};

/** White modules around the code (ISO/IEC 18004 asks for four); the margin of the paper adds to it. */
const QUIET_ZONE = 4;

/** The library writes one byte a character, so the bytes of UTF-8 are given as characters. */
const asBytes = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

/** Draws a QR code as filled squares whose corner is at `x`, `y`. */
export const drawQr = (
  pdf: InstanceType<typeof PDFDocument>,
  text: string,
  at: { readonly x: number; readonly y: number; readonly side: number },
): void => {
  const code = qrcode(0, 'M');
  code.addData(asBytes(text), 'Byte');
  code.make();
  const count = code.getModuleCount();
  const module = at.side / (count + 2 * QUIET_ZONE);
  const place = (index: number): number => (index + QUIET_ZONE) * module;
  for (let row = 0; row < count; row += 1)
    for (let column = 0; column < count; column += 1)
      if (code.isDark(row, column))
        pdf.rect(at.x + place(column), at.y + place(row), module, module);
  pdf.fill('#000000');
};
