/**
 * Zero-width and bidirectional control characters, and other controls except tab and line feed.
 * They cannot be seen, so what a person reads and what is stored would differ (Unicode TR 36).
 */
const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB]/gu;

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
