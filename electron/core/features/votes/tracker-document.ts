import { formatMoment } from '../../../../contract/domain/az-text.ts';
import { shownText } from '../../../../contract/domain/survey-text.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { PrintDocument } from '../../../../contract/print-document.ts';
import type { SurveyManifest } from '../../../../contract/voting/manifest.ts';
import { formatTracker } from '../../../../contract/voting/tracker.ts';
import { paperWords } from '../../printing/paper-words.ts';

/** What a voter takes along. `tracker` as `parseTracker` gives it; nowhere who voted, nowhere the choice. */
export const trackerDocument = (
  tracker: string,
  { content, times }: SurveyManifest,
  language: Language,
): PrintDocument => {
  const word = paperWords(language);
  const shown = formatTracker(tracker);
  return {
    language,
    title: word('tracker.title'),
    blocks: [
      { kind: 'text', tone: 'strong', text: shownText(content.title, language).text },
      { kind: 'code', label: word('tracker.tracker'), value: shown },
      { kind: 'qr', text: shown, caption: word('tracker.qr') },
      { kind: 'text', text: word('tracker.use') },
      { kind: 'text', text: word('tracker.secret') },
      { kind: 'heading', text: word('receipt.next') },
      {
        kind: 'steps',
        items: [
          word('tracker.confirmed', { until: formatMoment(language, times.graceUntil) }),
          word('tracker.mixed'),
          word('tracker.listed'),
        ],
      },
    ],
  };
};
