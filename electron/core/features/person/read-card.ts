import { parse, type ParseResult } from 'mrz';
import { parseZoneText, zoneCheckDigit } from '../../../../contract/domain/card-zone.ts';
import { parseFin } from '../../../../contract/domain/fin.ts';
import { wholeYears } from '../../../../contract/domain/baku-time.ts';
import type { CardFault } from '../../../../contract/person.ts';

/** What an identity card says of its holder. */
export interface CardDetails {
  /** Absent when the zone of this card does not hold it: then it is asked for. */
  readonly fin?: string;
  /** In the Latin capitals of the zone, which has no ə, ğ, ı, ö, ş, ü, ç. */
  readonly surname: string;
  readonly givenNames: string;
  /** ISO day. */
  readonly birthDate: string;
  readonly documentNumber: string;
  readonly expiresOn?: string;
  readonly expired: boolean;
}

export type CardReading =
  | { readonly ok: true; readonly card: CardDetails }
  /** Every rule that is broken, so that one look at the card settles all. */
  | { readonly ok: false; readonly rules: readonly CardFault[] };

/** Eight characters: a FIN and its own check digit. */
const OWN_FIN = 8;

/**
 * FIN and its check digit at the end of the last line, as descriptions of the old AZE card have it.
 * In a zone of two lines that place is the optional data with the check digit over the whole zone,
 * which the library looks at; in one of three lines it stands in the line of names and is judged here.
 */
const finBehindNames = (lines: readonly string[]): string | undefined => {
  if (lines.length !== 3) return undefined;
  const end = (lines[2] ?? '').slice(-OWN_FIN);
  const fin = parseFin(end.slice(0, -1));
  return fin.ok && zoneCheckDigit(fin.value) === end.slice(-1) ? fin.value : undefined;
};

/** The zone as the library knows it: a name has no digits. */
const withoutFin = (lines: readonly string[], found: string | undefined): readonly string[] =>
  found === undefined
    ? lines
    : lines.map((line, index) =>
        index === 2 ? line.slice(0, -OWN_FIN).padEnd(line.length, '<') : line,
      );

const finOf = ({ fields }: ParseResult, behindNames: string | undefined): string | undefined => {
  if (behindNames !== undefined) return behindNames;
  for (const data of [fields.optional1, fields.optional2, fields.optional]) {
    const fin = parseFin((data ?? '').replace(/</g, ''));
    if (fin.ok) return fin.value;
  }
  return undefined;
};

const FAULTS: Readonly<Partial<Record<string, CardFault>>> = {
  documentNumber: 'card_number_check',
  documentNumberCheckDigit: 'card_number_check',
  birthDate: 'card_birth_check',
  birthDateCheckDigit: 'card_birth_check',
  expirationDate: 'card_expiry_check',
  expirationDateCheckDigit: 'card_expiry_check',
  compositeCheckDigit: 'card_whole_check',
};

/** What the card is wrong in; a wrong part makes the digit over the whole wrong as well, which is then not told. */
const faultsOf = ({ details }: ParseResult): readonly CardFault[] => {
  const found = new Set<CardFault>();
  for (const { field, valid } of details) {
    const fault = valid || field === null ? undefined : FAULTS[field];
    if (fault !== undefined) found.add(fault);
  }
  if (found.size > 1) found.delete('card_whole_check');
  return [...found];
};

/** Two digits of a year: a birth lies in the past, an expiry within the next decades. */
const toIsoDay = (digits: string, latestYear: number): string => {
  const short = Number(digits.slice(0, 2));
  const century = Math.floor(latestYear / 100) * 100;
  const year = century + short > latestYear ? century - 100 + short : century + short;
  return `${year}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;
};

/** Years for which a card may be valid: enough for those without an end. */
const LONGEST_VALIDITY = 40;

const detailsOf = (parsed: ParseResult, fin: string | undefined, today: string): CardReading => {
  const { fields } = parsed;
  const thisYear = Number(today.slice(0, 4));
  const birthDate = toIsoDay(fields.birthDate ?? '', thisYear);
  const { expirationDate, documentNumber } = fields;
  const expiresOn =
    expirationDate == null ? undefined : toIsoDay(expirationDate, thisYear + LONGEST_VALIDITY);
  if (documentNumber == null || fields.lastName == null || wholeYears(birthDate, today) < 0)
    return { ok: false, rules: ['card_unreadable'] };
  return {
    ok: true,
    card: {
      ...(fin !== undefined && { fin }),
      surname: fields.lastName,
      givenNames: fields.firstName ?? '',
      birthDate,
      documentNumber,
      ...(expiresOn !== undefined && { expiresOn }),
      expired: expiresOn !== undefined && expiresOn < today,
    },
  };
};

/** Reads the zone of an Azerbaijani identity card, old or new. `today` is the ISO day in Baku. */
export const readCard = (text: string, today: string): CardReading => {
  const zone = parseZoneText(text);
  if (!zone.ok) return { ok: false, rules: [zone.rule] };
  const behindNames = finBehindNames(zone.lines);
  const parsed = parse([...withoutFin(zone.lines, behindNames)]);
  if (parsed.fields.issuingState !== 'AZE') return { ok: false, rules: ['card_foreign'] };
  const faults = faultsOf(parsed);
  return faults.length > 0
    ? { ok: false, rules: faults }
    : detailsOf(parsed, finOf(parsed, behindNames), today);
};
