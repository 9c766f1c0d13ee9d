import { formatMoment } from '../../../../contract/domain/az-text.ts';
import { inOrderOfNeed, type CheckLevel } from '../../../../contract/findings.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { PrintDocument } from '../../../../contract/print-document.ts';
import type { SetupReport } from '../../../../contract/setup.ts';
import { paperText } from './setup-words.ts';

/** Letters that printers lose: they are not in the character sets of the machines' home countries. */
const LETTERS = {
  az: 'Ə ə Ğ ğ I ı İ i Ö ö Ş ş Ü ü Ç ç X x Q q',
  ru: 'Ж ж Щ щ Ъ ъ Ы ы Э э Ю ю Я я Ё ё Й й',
  signs: '₼ № § « » – … € @ # % 0123456789',
} as const;

const SAMPLE_CODE = 'K7M-2QX-94H';

/** A page on which a person can see whether this printer has every letter. */
export const testPage = (language: Language): PrintDocument => {
  const word = (name: Parameters<typeof paperText>[0]) => paperText(name, language);
  return {
    language,
    title: word('testTitle'),
    blocks: [
      { kind: 'text', text: word('testText') },
      { kind: 'heading', text: word('az') },
      { kind: 'text', tone: 'strong', text: LETTERS.az },
      { kind: 'heading', text: word('ru') },
      { kind: 'text', tone: 'strong', text: LETTERS.ru },
      { kind: 'heading', text: word('money') },
      { kind: 'text', tone: 'strong', text: LETTERS.signs },
      { kind: 'code', label: word('code'), value: SAMPLE_CODE },
      { kind: 'qr', text: SAMPLE_CODE, caption: word('qr') },
    ],
  };
};

const countOf = ({ lines }: SetupReport, level: CheckLevel): number =>
  lines.filter((line) => line.level === level).length;

const sumOf = (report: SetupReport, language: Language): string =>
  paperText('sum', language, {
    pass: countOf(report, 'pass'),
    warn: countOf(report, 'warn'),
    fail: countOf(report, 'fail'),
  });

/** Lines for a person, what is wrong first: "WRONG  Staff: There is no technician." */
const linesOf = (report: SetupReport, language: Language): readonly string[] =>
  inOrderOfNeed(report.lines).map(
    ({ level, name, text }) =>
      `${paperText(level, language)}  ${name[language]}: ${text[language]}`,
  );

const headOf = ({ version, at }: SetupReport, language: Language): string =>
  paperText('version', language, { version, moment: formatMoment(language, at) });

export const reportText = (report: SetupReport, language: Language): string =>
  [
    paperText('reportTitle', language),
    headOf(report, language),
    '',
    ...linesOf(report, language),
    '',
    sumOf(report, language),
    '',
  ].join('\n');

export const reportPaper = (report: SetupReport, language: Language): PrintDocument => ({
  language,
  title: paperText('reportTitle', language),
  blocks: [
    { kind: 'text', tone: 'small', text: headOf(report, language) },
    { kind: 'text', tone: 'strong', text: sumOf(report, language) },
    ...linesOf(report, language).map((text) => ({ kind: 'text' as const, text })),
  ],
});
