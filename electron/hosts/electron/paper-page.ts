import qrcode from 'qrcode-generator';
import type {
  Paper,
  PaperFrame,
  PrintBlock,
  PrintDocument,
} from '../../../contract/print-document.ts';

/** Text as HTML: every sign that means something there is written out. */
const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

const tag = (name: string, text: string, of = ''): string =>
  `<${name}${of === '' ? '' : ` class="${of}"`}>${escape(text)}</${name}>`;

const qrSquare = (text: string): string => {
  const code = qrcode(0, 'M');
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  code.addData(bytes.join(''), 'Byte');
  code.make();
  return code.createSvgTag({ cellSize: 3, margin: 12, scalable: true });
};

const row = (cells: readonly string[], cell: 'th' | 'td'): string =>
  `<tr>${cells.map((text) => tag(cell, text)).join('')}</tr>`;

const blockPage = (block: PrintBlock): string => {
  switch (block.kind) {
    case 'heading':
      return tag('h2', block.text);
    case 'text':
      return tag('p', block.text, block.tone ?? 'body');
    case 'steps':
      return `<ol>${block.items.map((item) => tag('li', item)).join('')}</ol>`;
    case 'facts':
      return block.rows
        .map(({ label, value }) => tag('p', label, 'small') + tag('p', value, 'strong'))
        .join('');
    case 'table': {
      const [head = [], ...body] = block.rows;
      return `<table>${row(head, 'th')}${body.map((cells) => row(cells, 'td')).join('')}</table>`;
    }
    case 'code':
      return tag('p', block.label, 'small') + tag('p', block.value, 'code');
    case 'qr':
      return `<div class="qr">${qrSquare(block.text)}</div>${tag('p', block.caption ?? '', 'small')}`;
  }
};

const STYLE = `
  body { margin: 4mm; font: 10pt 'Noto Sans', 'Segoe UI', sans-serif; color: #000; }
  .a4 { margin: 20mm; font-size: 12pt; }
  h1 { font-size: 1.4em; } h2 { font-size: 1.2em; break-after: avoid; }
  p { margin: 0 0 1.5mm; white-space: pre-line; } .small { font-size: .85em; margin: 0; }
  .strong { font-weight: 700; } .code { font-size: 1.9em; font-weight: 700; }
  .qr { inline-size: 42mm; break-inside: avoid; } .qr svg { inline-size: 100%; }
  table { border-collapse: collapse; inline-size: 100%; } th, td { text-align: start; padding: 1mm; }
`;

/** The document as a page without scripts, for a printer that prints pages. */
export const paperPage = (document: PrintDocument, frame: PaperFrame, paper: Paper): string =>
  [
    `<!doctype html><html lang="${document.language}"><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escape(document.title)}</title><style>${STYLE}</style><body class="${paper}">`,
    ...frame.head.map((line) => tag('p', line, 'small')),
    '<hr>',
    tag('h1', document.title),
    ...document.blocks.map(blockPage),
    '<hr>',
    ...frame.foot.map((line) => tag('p', line, 'small')),
    '</body></html>',
  ].join('\n');
