/**
 * Controls except tab and line feed, format characters (zero-width, bidirectional, tags) and
 * variation selectors. They cannot be seen, so what a person reads and what is stored would differ
 * (Unicode TR 36).
 */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/** One line: without what cannot be seen, composed (NFC), single spaces, trimmed. */
export const toPlainLine = (text: string): string =>
  text.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Several lines: as above, with line ends as LF and at most one empty line in a row. */
export const toPlainText = (text: string): string =>
  text
    .replace(/\r\n?/gu, '\n')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
