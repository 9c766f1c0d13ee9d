import { formatDay } from '../../../../contract/domain/az-text.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { PrintDocument } from '../../../../contract/print-document.ts';
import type { ResumeSlip } from '../../../../contract/views.ts';
import { paperWords } from '../../printing/paper-words.ts';

/** The paper that opens an application that was put aside, once. It says of whom in no word. */
export const slipDocument = (slip: ResumeSlip, language: Language): PrintDocument => {
  const word = paperWords(language);
  return {
    language,
    title: word('slip.title'),
    blocks: [
      { kind: 'text', tone: 'strong', text: slip.serviceTitle[language] },
      { kind: 'text', text: word('slip.until', { day: formatDay(language, slip.keptUntil) }) },
      { kind: 'code', label: word('slip.number'), value: slip.number },
      { kind: 'code', label: word('slip.code'), value: slip.code },
      { kind: 'qr', text: slip.qr, caption: word('slip.qr') },
      { kind: 'heading', text: word('slip.how') },
      { kind: 'steps', items: [word('slip.open'), word('slip.scan'), word('slip.papers')] },
      { kind: 'text', tone: 'small', text: word('slip.notSent') },
    ],
  };
};
