import { maskFin } from '../../../contract/domain/fin.ts';
import type { PrintBlock, PrintDocument } from '../../../contract/print-document.ts';

/** Seven characters of a FIN on their own, with a digit and a letter among them: no word, no number. */
const FIN_IN_TEXT =
  /(?<![\p{L}\p{N}-])(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[0-9A-HJ-NP-Z]{7}(?![\p{L}\p{N}-])/gu;

const hide = (text: string): string => text.replace(FIN_IN_TEXT, maskFin);

const hideInBlock = (block: PrintBlock): PrintBlock => {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return { ...block, text: hide(block.text) };
    case 'steps':
      return { ...block, items: block.items.map(hide) };
    case 'facts':
      return {
        ...block,
        rows: block.rows.map(({ label, value }) => ({ label, value: hide(value) })),
      };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(hide)) };
    case 'code':
      return { ...block, value: hide(block.value) };
    case 'qr':
      return block;
  }
};

/**
 * Paper is left lying about: whatever a feature or an official wrote, no whole FIN comes out. A QR
 * code keeps its text, because what reads it needs every sign; features put no FIN there.
 */
export const hideFins = (document: PrintDocument): PrintDocument => ({
  ...document,
  blocks: document.blocks.map(hideInBlock),
});
