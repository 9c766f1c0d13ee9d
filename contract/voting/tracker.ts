/**
 * The voter's receipt: 80 random bits that stand inside the sealed ballot and come back in the
 * published list. It proves that a ballot was counted, never which. Sixteen characters (Crockford's
 * base 32, no I, L, O, U) and two check characters: a weighted sum modulo the prime 1021 finds every
 * single wrong character and every swap of two neighbours.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BODY_LENGTH = 16;
const CHECK_LENGTH = 2;
const PRIME = 1021;

export const TRACKER_BYTES = 10;
/** As it stands in ballots and lists. */
export const TRACKER = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/** Ten random bytes as a tracker's body. */
export const toTracker = (bytes: Uint8Array): string => {
  if (bytes.length !== TRACKER_BYTES) throw new Error('a tracker has ten bytes');
  let bits = bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
  let body = '';
  for (let place = 0; place < BODY_LENGTH; place += 1) {
    body = ALPHABET.charAt(Number(bits & 31n)) + body;
    bits >>= 5n;
  }
  return body;
};

const checkOf = (body: string): string => {
  const sum = [...body].reduce(
    (total, character, place) => total + (place + 1) * ALPHABET.indexOf(character),
    0,
  );
  const rest = sum % PRIME;
  return ALPHABET.charAt(rest >> 5) + ALPHABET.charAt(rest & 31);
};

/** "K7M2-QX94-HB3T-0ZPA-7C": as a receipt shows it. */
export const formatTracker = (body: string): string =>
  `${body.replace(/.{4}(?=.)/gu, '$&-')}-${checkOf(body)}`;

export type TrackerFault = 'tracker_length' | 'tracker_characters' | 'tracker_mistyped';

/** Reads what a person typed or scanned, in any case, with look-alikes taken for what they are. */
export const parseTracker = (
  typed: string,
): { ok: true; value: string } | { ok: false; error: TrackerFault } => {
  const characters = typed
    .normalize('NFKC')
    .replace(/[\s\-–—._]/gu, '')
    .toUpperCase()
    .replace(/O/gu, '0')
    .replace(/[ILİ]/gu, '1');
  if (characters.length !== BODY_LENGTH + CHECK_LENGTH)
    return { ok: false, error: 'tracker_length' };
  if (![...characters].every((character) => ALPHABET.includes(character)))
    return { ok: false, error: 'tracker_characters' };
  const body = characters.slice(0, BODY_LENGTH);
  return checkOf(body) === characters.slice(BODY_LENGTH)
    ? { ok: true, value: body }
    : { ok: false, error: 'tracker_mistyped' };
};
