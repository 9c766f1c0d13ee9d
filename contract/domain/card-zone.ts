/**
 * The lines of a machine-readable zone (ICAO Doc 9303) from what a reader or a hand wrote: a reader
 * may send them in one piece, a hand with spaces, in small letters or with other angle marks.
 */

/** Lines of the cards that the kiosk knows: three of 30 (TD1) or two of 36 (TD2). */
const SHAPES = [
  { lines: 3, length: 30 },
  { lines: 2, length: 36 },
] as const;

export const LONGEST_ZONE_TEXT = 200;

const ZONE_CHARACTERS = /^[A-Z0-9<]+$/;

export type ZoneTextFault = 'zone_length' | 'zone_characters';

export type ZoneText =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly rule: ZoneTextFault };

/** Capitals by the English rule (İ and ı are what an Azerbaijani keyboard makes of I), fillers as "<". */
const clean = (line: string): string =>
  line
    .normalize('NFKC')
    .replace(/[İı]/gu, 'I')
    .toUpperCase()
    .replace(/[«‹＜]/gu, '<')
    .replace(/[^\S\n]/gu, '');

const split = (text: string): readonly string[] => {
  const shape = SHAPES.find(({ lines, length }) => text.length === lines * length);
  if (shape === undefined) return [text];
  return Array.from({ length: shape.lines }, (_, line) =>
    text.slice(line * shape.length, (line + 1) * shape.length),
  );
};

/** Reads typed or scanned text into lines of the right number and length. */
export const parseZoneText = (typed: string): ZoneText => {
  const given = typed
    .split(/[\r\n]+/)
    .map(clean)
    .filter((line) => line !== '');
  const lines = given.length === 1 ? split(given[0] ?? '') : given;
  if (!lines.every((line) => ZONE_CHARACTERS.test(line)))
    return { ok: false, rule: 'zone_characters' };
  const fits = SHAPES.some(
    (shape) => lines.length === shape.lines && lines.every((line) => line.length === shape.length),
  );
  return fits ? { ok: true, lines } : { ok: false, rule: 'zone_length' };
};

const WEIGHTS = [7, 3, 1] as const;

const valueOf = (character: string): number =>
  character === '<' ? 0 : Number.parseInt(character, 36);

/** The check digit of ICAO Doc 9303 part 3, 4.9: weights 7, 3, 1, modulo 10. */
export const zoneCheckDigit = (characters: string): string =>
  String(
    [...characters].reduce(
      (sum, character, index) => sum + valueOf(character) * (WEIGHTS[index % 3] ?? 0),
      0,
    ) % 10,
  );
