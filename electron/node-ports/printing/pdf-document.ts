import PDFDocument from 'pdfkit';
import type {
  Paper,
  PaperFrame,
  PrintBlock,
  PrintDocument,
} from '../../../contract/print-document.ts';
import { drawQr, millimetres, PAPER_LOOKS } from './pdf-ink.ts';
import type { PaperFonts, PaperLook } from './pdf-ink.ts';

type Pdf = InstanceType<typeof PDFDocument>;

/** A document as PDF, with the height of its first page in millimetres. */
export interface PaperPdf {
  readonly bytes: Uint8Array;
  readonly heightMm: number;
}

export interface PdfSettings {
  readonly paper: Paper;
  readonly fonts: PaperFonts;
  readonly frame: PaperFrame;
}

/** The longest roll that PDF can say (14,400 points); everything is set on it once to be measured. */
const LONGEST = 14_400;
/** Blank paper below the last line, so that the knife does not cut it. Points. */
const TAIL = 28;

/** Sets a document on paper: sheets as many as it needs, or one piece of roll as long as it needs. */
export const renderPdf = async (
  document: PrintDocument,
  settings: PdfSettings,
): Promise<PaperPdf> => {
  const look = PAPER_LOOKS[settings.paper];
  const height = look.height ?? (await measure(document, settings, look));
  const heightMm = Math.ceil((height * 25.4) / 72);
  const { bytes } = await write(document, settings, look, millimetres(heightMm));
  return { bytes, heightMm };
};

const measure = async (
  document: PrintDocument,
  settings: PdfSettings,
  look: PaperLook,
): Promise<number> => {
  const { end } = await write(document, settings, look, LONGEST);
  return Math.min(LONGEST, Math.ceil(end + TAIL));
};

interface Written {
  readonly bytes: Uint8Array;
  /** Where the last line ended. */
  readonly end: number;
}

const write = (
  document: PrintDocument,
  { fonts, frame }: PdfSettings,
  look: PaperLook,
  height: number,
): Promise<Written> =>
  new Promise((resolve, reject) => {
    const pdf = new PDFDocument({
      size: [look.width, height],
      margin: look.margin,
      font: Buffer.from(fonts.regular) as unknown as string,
      lang: document.language,
      info: { Title: document.title, Creator: 'asan-kiosk' },
    });
    const chunks: Buffer[] = [];
    let end = 0;
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('error', reject);
    pdf.on('end', () => resolve({ bytes: Buffer.concat(chunks), end }));
    pdf.registerFont('regular', Buffer.from(fonts.regular));
    pdf.registerFont('bold', Buffer.from(fonts.bold));
    setAll(pdf, look, document, frame);
    end = pdf.y;
    pdf.end();
  });

const setAll = (pdf: Pdf, look: PaperLook, document: PrintDocument, frame: PaperFrame): void => {
  for (const line of frame.head) setLine(pdf, line, look.small, 'regular');
  rule(pdf, look);
  setLine(pdf, document.title, look.title, 'bold');
  space(pdf, look);
  for (const block of document.blocks) {
    setBlock(pdf, look, block);
    space(pdf, look);
  }
  rule(pdf, look);
  for (const line of frame.foot) setLine(pdf, line, look.small, 'regular');
};

const setLine = (pdf: Pdf, text: string, size: number, font: 'regular' | 'bold'): void => {
  pdf.font(font).fontSize(size).text(text, pdf.page.margins.left);
};

const space = (pdf: Pdf, look: PaperLook): void => {
  pdf.y += look.gap;
};

const rule = (pdf: Pdf, { width, margin, gap }: PaperLook): void => {
  const y = pdf.y + gap / 2;
  pdf
    .moveTo(margin, y)
    .lineTo(width - margin, y)
    .lineWidth(0.7)
    .stroke('#000000');
  pdf.y = y + gap;
};

/** Keeps a thing in one piece: it goes to the next sheet when this one has no room left. */
const keepTogether = (pdf: Pdf, height: number): void => {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
};

const setBlock = (pdf: Pdf, look: PaperLook, block: PrintBlock): void => {
  switch (block.kind) {
    case 'heading':
      keepTogether(pdf, look.heading * 3);
      setLine(pdf, block.text, look.heading, 'bold');
      return;
    case 'text':
      setLine(
        pdf,
        block.text,
        block.tone === 'small' ? look.small : look.body,
        block.tone === 'strong' ? 'bold' : 'regular',
      );
      return;
    case 'steps':
      block.items.forEach((item, index) => {
        setLine(pdf, `${index + 1}. ${item}`, look.body, 'regular');
      });
      return;
    case 'facts':
      for (const { label, value } of block.rows) setFact(pdf, look, label, value);
      return;
    case 'table':
      setTable(pdf, look, block.rows);
      return;
    case 'code':
      keepTogether(pdf, look.code * 3);
      setLine(pdf, block.label, look.body, 'regular');
      setLine(pdf, block.value, look.code, 'bold');
      return;
    case 'qr':
      setQr(pdf, look, block.text, block.caption);
      return;
  }
};

const setFact = (pdf: Pdf, look: PaperLook, label: string, value: string): void => {
  keepTogether(pdf, look.body * 3);
  setLine(pdf, label, look.small, 'regular');
  setLine(pdf, value, look.body, 'bold');
  pdf.y += look.gap / 3;
};

const setQr = (pdf: Pdf, look: PaperLook, text: string, caption: string | undefined): void => {
  keepTogether(pdf, look.qr + look.body * 2);
  const { y } = pdf;
  const x = look.height === undefined ? (look.width - look.qr) / 2 : look.margin;
  drawQr(pdf, text, { x, y, side: look.qr });
  pdf.y = y + look.qr;
  if (caption !== undefined) setLine(pdf, caption, look.small, 'regular');
};

const setTable = (pdf: Pdf, look: PaperLook, rows: readonly (readonly string[])[]): void => {
  const [head = [], ...body] = rows;
  if (look.height === undefined) {
    for (const row of body) {
      row.forEach((cell, index) => {
        setLine(pdf, `${head[index] ?? ''}: ${cell}`, look.body, index === 0 ? 'bold' : 'regular');
      });
      pdf.y += look.gap / 2;
    }
    return;
  }
  setRow(pdf, look, head, 'bold');
  rule(pdf, look);
  for (const row of body) setRow(pdf, look, row, 'regular');
};

const setRow = (
  pdf: Pdf,
  { width, margin, body, gap }: PaperLook,
  cells: readonly string[],
  font: 'regular' | 'bold',
): void => {
  const column = (width - 2 * margin) / Math.max(1, cells.length);
  pdf.font(font).fontSize(body);
  const room = { width: column - gap };
  const height = Math.max(...cells.map((cell) => pdf.heightOfString(cell, room)));
  keepTogether(pdf, height);
  const top = pdf.y;
  cells.forEach((cell, index) => {
    pdf.text(cell, margin + index * column, top, room);
  });
  pdf.y = top + height + gap / 2;
};
