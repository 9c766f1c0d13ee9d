import { formatMoment } from '../../../contract/domain/az-text.ts';
import type { Language } from '../../../contract/languages.ts';
import type { PrintBlock } from '../../../contract/print-document.ts';
import type { Appointment } from '../../../contract/receptions.ts';
import type { AskedReceptionView, CaseReceptionView } from '../../../contract/views.ts';
import { paperWords } from './paper-words.ts';

/** When, where, and who receives. */
const appointmentRows = (
  { startsAt, place, person }: Appointment,
  language: Language,
): PrintBlock => {
  const word = paperWords(language);
  return {
    kind: 'facts',
    rows: [
      { label: word('reception.when'), value: formatMoment(language, startsAt) },
      { label: word('reception.where'), value: place[language] },
      { label: word('reception.who'), value: `${person.name}, ${person.position[language]}` },
    ],
  };
};

/** Paper says "confirmed" of nothing that is only asked for. */
export const askedBlocks = (
  { certain, times }: AskedReceptionView,
  language: Language,
): readonly PrintBlock[] => {
  const word = paperWords(language);
  const heading = word(certain ? 'reception.certain' : 'reception.asked');
  const [first] = times;
  return [
    { kind: 'heading', text: heading },
    ...(certain && first !== undefined
      ? [appointmentRows(first, language)]
      : [
          {
            kind: 'steps' as const,
            items: times.map(({ startsAt }) => formatMoment(language, startsAt)),
          },
        ]),
  ];
};

/** The time of a reception on the paper of its case. */
export const receptionBlocks = (
  { appointment, asked }: CaseReceptionView,
  language: Language,
): readonly PrintBlock[] => {
  if (asked !== undefined) return askedBlocks(asked, language);
  if (appointment === undefined) return [];
  return [
    { kind: 'heading', text: paperWords(language)('reception.certain') },
    appointmentRows(appointment, language),
  ];
};
