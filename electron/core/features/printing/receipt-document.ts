import { formatDay, formatMoment } from '../../../../contract/domain/az-text.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { PrintDocument } from '../../../../contract/print-document.ts';
import type { Receipt } from '../../../../contract/views.ts';
import { paperWords } from '../../printing/paper-words.ts';
import { askedBlocks } from '../../printing/reception-blocks.ts';
import type { PaperWords } from '../../printing/paper-words.ts';

/** What a citizen takes along: the keys to the case, and what happens next, truthfully. */
export const receiptDocument = (receipt: Receipt, language: Language): PrintDocument => {
  const word = paperWords(language);
  const { delivery } = receipt;
  const sent = delivery.state === 'received';
  return {
    language,
    title: word('receipt.title'),
    blocks: [
      { kind: 'text', tone: 'strong', text: receipt.serviceTitle[language] },
      ...(sent ? [] : [{ kind: 'text' as const, text: word('receipt.notSent') }]),
      ...(receipt.reception === undefined ? [] : askedBlocks(receipt.reception, language)),
      { kind: 'text', text: word('receipt.keep') },
      { kind: 'code', label: word('receipt.reference'), value: receipt.reference },
      { kind: 'code', label: word('receipt.code'), value: receipt.code },
      { kind: 'qr', text: receipt.qr, caption: word('receipt.qr') },
      { kind: 'facts', rows: factsOf(receipt, language, word) },
      { kind: 'heading', text: word('receipt.next') },
      {
        kind: 'steps',
        items: [word('receipt.sent'), termOf(receipt, language, word), word('receipt.look')],
      },
    ],
  };
};

const factsOf = ({ savedAt, delivery }: Receipt, language: Language, word: PaperWords) => [
  { label: word('receipt.savedAt'), value: formatMoment(language, savedAt) },
  ...(delivery.registrationNumber === undefined
    ? []
    : [{ label: word('receipt.number'), value: delivery.registrationNumber }]),
];

/** A date is promised only once it is registered; before, it is what it would be from today. */
const termOf = (
  { delivery, answerBy, passportTerm, reception }: Receipt,
  language: Language,
  word: PaperWords,
): string => {
  if (reception?.certain === true) return word('reception.come');
  if (delivery.answerBy !== undefined)
    return word('receipt.answerBy', { date: formatDay(language, delivery.answerBy) });
  const key = answerBy.estimated ? 'receipt.termEstimated' : 'receipt.term';
  return word(key, {
    days: passportTerm.workingDays,
    date: formatDay(language, answerBy.date),
  });
};
