/**
 * Texts as QR codes that a phone reads at arm's length: a code holds few bytes, so a long text
 * becomes several, each with its number, cut between sentences or words.
 */

/** Bytes of UTF-8 in one code: version 19 at level M (ISO/IEC 18004), 93 modules a side. */
export const MOST_QR_BYTES = 450;
/** More codes than this nobody scans; what is left is on paper or behind the link. */
export const MOST_QR_CODES = 12;

export const bytesOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + bytesOfPoint(sign.codePointAt(0) ?? 0), 0);

/** UTF-8, RFC 3629; half a pair that stands alone is written as U+FFFD. */
const bytesOfPoint = (point: number): number => {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x1_0000 ? 3 : 4;
};

/** "2/5" and a line end, with room for two digits each. */
const NUMBER_BYTES = 6;

/** The texts of the codes in order; one without a number when all fits. Throws for a limit without room for a word. */
export const splitForQr = (text: string, most = MOST_QR_BYTES): readonly string[] => {
  const whole = text.trim();
  if (whole === '') return [];
  if (bytesOf(whole) <= most) return [whole];
  if (most < 40) throw new Error('too few bytes for a text in parts');
  const parts = cut(whole, most - NUMBER_BYTES).slice(0, MOST_QR_CODES);
  return parts.map((part, index) => `${index + 1}/${parts.length}\n${part}`);
};

const cut = (text: string, most: number): string[] => {
  const parts: string[] = [];
  let part = '';
  for (const piece of piecesOf(text, most)) {
    if (bytesOf(part + piece) > most) {
      parts.push(part.trim());
      part = '';
    }
    part += piece;
  }
  return [...parts, part.trim()].filter((one) => one !== '');
};

/** Sentences where they fit, else words, else single signs (never half of one). */
const piecesOf = (text: string, most: number): readonly string[] =>
  piecesBy(/(?<=[.?!:…]\s|\n)/u, text).flatMap((sentence) =>
    bytesOf(sentence) <= most
      ? [sentence]
      : piecesBy(/(?<=\s)/u, sentence).flatMap((word) =>
          bytesOf(word) <= most ? [word] : [...word],
        ),
  );

const piecesBy = (border: RegExp, text: string): readonly string[] => text.split(border);
