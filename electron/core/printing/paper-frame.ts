import { formatMoment } from '../../../contract/domain/az-text.ts';
import type { Language } from '../../../contract/languages.ts';
import type { PaperFrame } from '../../../contract/print-document.ts';
import type { KioskConfig } from '../config.ts';
import { paperWords } from './paper-words.ts';

/** Whose paper it is, when it was printed, and whom to ask. */
export const frameOf = (
  { agencyName, centreName, callCentre, demonstration }: KioskConfig,
  language: Language,
  now: number,
): PaperFrame => {
  const word = paperWords(language);
  return {
    head: [
      agencyName[language],
      centreName[language],
      ...(demonstration ? [word('frame.demonstration')] : []),
    ],
    foot: [
      word('frame.printed', { moment: formatMoment(language, now) }),
      word('frame.contact', { number: callCentre }),
    ],
  };
};
