import { formatDay, formatMoment } from '../../../../contract/domain/az-text.ts';
import type { DayReport } from '../../../../contract/day-report.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { PrintDocument } from '../../../../contract/print-document.ts';
import { paperWords, type PaperWords } from '../../printing/paper-words.ts';

/** The end of a day on paper: counts, what is left to do, and who closed it. */
export const dayDocument = (report: DayReport, language: Language): PrintDocument => {
  const word = paperWords(language);
  const { closed } = report;
  return {
    language,
    title: word('day.title'),
    blocks: [
      { kind: 'text', tone: 'strong', text: formatDay(language, report.day) },
      { kind: 'facts', rows: factsOf(report, language, word) },
      { kind: 'heading', text: word('day.checks') },
      {
        kind: 'text',
        text: checksOf(report, word)
          .map((line) => `• ${line}`)
          .join('\n'),
      },
      {
        kind: 'text',
        tone: 'strong',
        text:
          closed === undefined
            ? word('day.notClosed')
            : word('day.closed', { name: closed.name, moment: formatMoment(language, closed.at) }),
      },
    ],
  };
};

const sumOf = ({ counts }: DayReport, name: string): number =>
  Object.entries(counts)
    .filter(([id]) => id.startsWith(`${name}/`))
    .reduce((sum, [, count]) => sum + count, 0);

const factsOf = (report: DayReport, language: Language, word: PaperWords) => {
  const { counts, waiting, setAside, oldestWaiting } = report;
  const fact = (label: string, value: number) => ({ label: word(label), value: String(value) });
  return [
    fact('day.sessions', counts['sessions/begun'] ?? 0),
    fact('day.submissions', sumOf(report, 'submissions')),
    fact('day.abandoned', counts['sessions/abandoned'] ?? 0),
    fact('day.printed', counts['printer/printed'] ?? 0),
    fact('day.failed', counts['printer/failed'] ?? 0),
    fact('day.calls', counts['calls/raised'] ?? 0),
    fact('day.answered', counts['calls/answered'] ?? 0),
    fact('day.waiting', waiting),
    fact('day.setAside', setAside),
    ...(oldestWaiting === undefined
      ? []
      : [{ label: word('day.oldest'), value: formatMoment(language, oldestWaiting) }]),
  ];
};

const checksOf = (
  { counts, waiting, setAside, openCall, alarms, wiped }: DayReport,
  word: PaperWords,
): readonly string[] => {
  const failed = counts['printer/failed'] ?? 0;
  const printed = counts['printer/printed'] ?? 0;
  return [
    waiting === 0 ? word('day.sent') : word('day.notSent', { count: waiting }),
    ...(setAside === 0 ? [word('day.noneSetAside')] : []),
    word(openCall ? 'day.callOpen' : 'day.noCall'),
    ...(failed === 0 ? [word(printed === 0 ? 'day.printerNone' : 'day.printerWell')] : []),
    word(wiped ? 'day.wiped' : 'day.notWiped'),
    ...(alarms.length === 0
      ? [word('day.noAlarm')]
      : alarms.map((alarm) => word(`alarms.${alarm}`))),
  ];
};
