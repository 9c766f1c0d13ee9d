import { expect, it } from 'vitest';
import { toCalendarText } from '../../../../contract/domain/icalendar.ts';
import { bytesOf, MOST_QR_BYTES } from '../../../../contract/domain/take-along.ts';

const text = (words: string) => ({ az: words, ru: words, en: words });
const entry = (place: string) => ({
  uid: 'A7K-42F-9CD@asan-kiosk',
  sequence: 2,
  writtenAt: Date.parse('2026-11-23T08:00:00Z'),
  summary: 'Qəbul',
  appointment: {
    slotId: 'az-mas-head_20261201T1000',
    startsAt: Date.parse('2026-12-01T06:00:00Z'),
    minutes: 20,
    mode: 'in-person' as const,
    place: text(place),
    person: { name: 'Elman Cəfərov', position: text('Başçı') },
  },
});

it('is one event in UTC with CRLF at each line end (RFC 5545, 3.1, 3.6.1)', () => {
  expect(toCalendarText(entry('Masallı, qəbul otağı'), 'az').split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//asan-kiosk//reception//EN',
    'BEGIN:VEVENT',
    'UID:A7K-42F-9CD@asan-kiosk',
    'DTSTAMP:20261123T080000Z',
    'SEQUENCE:2',
    'DTSTART:20261201T060000Z',
    'DTEND:20261201T062000Z',
    'SUMMARY:Qəbul',
    String.raw`LOCATION:Masallı\, qəbul otağı`,
    String.raw`DESCRIPTION:Elman Cəfərov\, Başçı`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

it('folds lines at 75 octets and never within a character (3.1)', () => {
  const lines = toCalendarText(entry('ə'.repeat(100)), 'az').split('\r\n');
  expect(Math.max(...lines.map(bytesOf))).toBeLessThanOrEqual(75);
  const unfolded = lines.join('\r\n').replaceAll('\r\n ', '');
  expect(unfolded).toContain(`LOCATION:${'ə'.repeat(100)}\r\n`);
});

it('lets no text begin a line of its own (3.3.11)', () => {
  const written = toCalendarText(entry('a\r\nATTENDEE:mailto:x@y.z\u0007;b\\'), 'az');
  expect(written).not.toContain('\r\nATTENDEE');
  expect(written).toContain(String.raw`LOCATION:a\nATTENDEE:mailto:x@y.z\;b\\`);
});

it('fits one QR code for a usual place', () => {
  expect(
    bytesOf(toCalendarText(entry('Masallı icra hakimiyyətinin binası, qəbul otağı'), 'az')),
  ).toBeLessThan(MOST_QR_BYTES);
});
