import type { Language } from '../languages.ts';
import type { Appointment } from '../receptions.ts';

/**
 * A reception as an iCalendar object (RFC 5545), small enough for a QR code: one event, times in UTC,
 * CRLF line ends, lines folded at 75 octets.
 */

export interface CalendarEntry {
  /** Unique, and the same for every version of the entry. */
  readonly uid: string;
  readonly sequence: number;
  /** Milliseconds since the Unix epoch. */
  readonly writtenAt: number;
  readonly summary: string;
  readonly appointment: Appointment;
}

/** 3.3.11: backslash, semicolon, comma and line ends. Other control characters are not allowed at all. */
const escape = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', String.raw`\;`)
    .replaceAll(',', String.raw`\,`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    // eslint-disable-next-line no-control-regex -- they are what must go
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** 3.3.5, form 2: "20261201T060000Z". */
const utc = (moment: number): string =>
  new Date(moment)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d{3}/, '');

const octets = (sign: string): number => {
  const point = sign.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x1_0000 ? 3 : 4;
};

const MOST_OCTETS = 75;

/** 3.1: a line of more than 75 octets goes on after CRLF and a space; never within a character. */
const fold = (line: string): string => {
  let folded = '';
  let length = 0;
  for (const sign of line) {
    if (length + octets(sign) > MOST_OCTETS) {
      folded += '\r\n ';
      length = 1;
    }
    folded += sign;
    length += octets(sign);
  }
  return folded;
};

const MINUTE = 60_000;

export const toCalendarText = (entry: CalendarEntry, language: Language): string => {
  const { startsAt, minutes, place, person } = entry.appointment;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//asan-kiosk//reception//EN',
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${utc(entry.writtenAt)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(startsAt + minutes * MINUTE)}`,
    `SUMMARY:${escape(entry.summary)}`,
    `LOCATION:${escape(place[language])}`,
    `DESCRIPTION:${escape(`${person.name}, ${person.position[language]}`)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
};
