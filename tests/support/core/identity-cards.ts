import { zoneCheckDigit } from '../../../contract/domain/card-zone.ts';

/** Zones of invented cards with right check digits, as ICAO Doc 9303 parts 5 and 6 lay them out. */

export interface CardWords {
  readonly number: string;
  readonly fin: string;
  /** YYMMDD. */
  readonly birth: string;
  readonly expiry: string;
  /** Surname and given names with fillers: "ALIYEVA<<ZUMRUD". */
  readonly names: string;
}

export const NEW_CARD: CardWords = {
  number: 'AA1234567',
  fin: '5QA1B2C',
  birth: '850314',
  expiry: '300101',
  names: 'ALIYEVA<<ZUMRUD',
};

export const OLD_CARD: CardWords = {
  number: '12345678',
  fin: '94FMDDD',
  birth: '610502',
  expiry: '270509',
  names: 'MAMMADOV<<ALI',
};

const withCheck = (characters: string): string => characters + zoneCheckDigit(characters);

/** Three lines of 30. The FIN is optional data of the first line. */
export const newCardZone = ({ number, fin, birth, expiry, names }: CardWords): string[] => {
  const first = `I<AZE${withCheck(number.padEnd(9, '<'))}${fin.padEnd(15, '<')}`;
  const dates = [withCheck(birth), withCheck(expiry)] as const;
  const rest = '<'.repeat(11);
  const whole = zoneCheckDigit(`${first.slice(5)}${dates.join('')}${rest}`);
  return [first, `${dates[0]}F${dates[1]}AZE${rest}${whole}`, names.padEnd(30, '<')];
};

/** Two lines of 36: the last eight characters are the FIN and the digit over the whole zone. */
export const oldCardZone = ({ number, fin, birth, expiry, names }: CardWords): string[] => {
  const id = withCheck(number.padEnd(9, '<'));
  const dates = [withCheck(birth), withCheck(expiry)] as const;
  const whole = zoneCheckDigit(`${id}${dates.join('')}${fin}`);
  return [`I<AZE${names}`.padEnd(36, '<'), `${id}AZE${dates[0]}M${dates[1]}${fin}${whole}`];
};

/** Three lines of 30 with the FIN and a digit of its own at the end of the line of names. */
export const oldThreeLineZone = (words: CardWords): string[] => {
  const [first = '', second = ''] = newCardZone({ ...words, fin: '' });
  return [first, second, words.names.padEnd(22, '<') + withCheck(words.fin)];
};
