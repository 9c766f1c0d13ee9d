import type { PublicSurvey } from './published.ts';

/** Openings and closings that lie ahead, the next first; for calendars and the information section. */
export const datesAhead = (surveys: readonly PublicSurvey[], now: number) =>
  surveys
    .flatMap(({ manifest: { surveyId, content, times } }) => [
      { at: times.opens, what: 'survey_opens' as const, surveyId, content },
      { at: times.closes, what: 'survey_closes' as const, surveyId, content },
    ])
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at - b.at)
    .map(({ at, what, surveyId, content: { title, authorityId } }) => ({
      at: new Date(at).toISOString(),
      what,
      surveyId,
      title,
      authorityId,
    }));

const stamp = (iso: string): string => iso.replace(/[-:]|\.\d+/gu, '');
const escaped = (text: string): string =>
  text.replace(/[\\;,]/gu, (sign) => `\\${sign}`).replace(/\r?\n/gu, '\\n');
/** Lines of 75 octets at most (RFC 5545, 3.1); 18 letters of four bytes are 72. */
const folded = (line: string): string => line.match(/.{1,18}/gsu)?.join('\r\n ') ?? line;

/** RFC 5545. */
export const toCalendar = (dates: ReturnType<typeof datesAhead>, now: number): string => {
  const events = dates.flatMap(({ at, what, surveyId, title }) => [
    'BEGIN:VEVENT',
    `UID:${surveyId}-${what}@asan-kiosk`,
    `DTSTAMP:${stamp(new Date(now).toISOString())}`,
    `DTSTART:${stamp(at)}`,
    folded(
      `SUMMARY:${escaped(`${title.az} (${what === 'survey_opens' ? 'açılır' : 'bağlanır'})`)}`,
    ),
    'END:VEVENT',
  ]);
  return `${['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//asan-kiosk//participation//AZ', ...events, 'END:VCALENDAR'].join('\r\n')}\r\n`;
};
