import type { SurveyText } from '../../../contract/domain/survey.ts';
import { shownText } from '../../../contract/domain/survey-text.ts';
import { useSessionStore } from '../stores/session.ts';

/** Published texts as plain words, for headings, names of buttons and sentences. */
export const usePublicText = (): ((text: SurveyText) => string) => {
  const session = useSessionStore();
  return (text) => shownText(text, session.language).text;
};
