/**
 * Controls except tab and line feed, format characters (zero-width, bidirectional, tags) and
 * variation selectors. They cannot be seen, so what a person reads and what is stored would differ
 * (Unicode TR 36).
 */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/**
 * Only letters and signs that are there to be seen and are composed already (Latin, Cyrillic), with
 * single spaces between them: such a line is read as it is. Nearly every answer is one.
 */
const SEEN = '[!-~\\u00a1-\\u00ac\\u00ae-\\u02af\\u0400-\\u0482\\u048a-\\u052f\\u2010-\\u2027]+';
const PLAIN_LINE = new RegExp(`^(?:${SEEN}(?: ${SEEN})*)?$`, 'u');

/** One line: without what cannot be seen, composed (NFC), single spaces, trimmed. */
export const toPlainLine = (text: string): string =>
  PLAIN_LINE.test(text)
    ? text
    : text.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Several lines: as above, with line ends as LF and at most one empty line in a row. */
export const toPlainText = (text: string): string =>
  PLAIN_LINE.test(text)
    ? text
    : text
        .replace(/\r\n?/gu, '\n')
        .replace(INVISIBLE, '')
        .normalize('NFC')
        .replace(/[^\S\n]+/gu, ' ')
        .replace(/ ?\n ?/gu, '\n')
        .replace(/\n{3,}/gu, '\n\n')
        .trim();
