import { useI18n } from 'vue-i18n';
import { formatDay, formatMoment } from '../../../contract/domain/az-text.ts';
import type { SurveyText } from '../../../contract/domain/survey.ts';
import { shownText } from '../../../contract/domain/survey-text.ts';
import type { Localized } from '../../../contract/languages.ts';
import { sizeWords } from '../text/device-state.ts';
import { sinceWords } from '../text/since.ts';
import type { DeadlineWords } from '../text/deadline.ts';
import { useLanguageStore } from '../stores/language.ts';

/** Messages, content, days and moments in the language of the desk. */
export const useWords = () => {
  const i18n = useI18n();
  const { t } = i18n;
  const language = useLanguageStore();
  return {
    t,
    te: (key: string): boolean => i18n.te(key),
    local: (text: Localized): string => text[language.language],
    /** What officials write may stand in Azerbaijani alone. */
    written: (text: SurveyText): string => shownText(text, language.language).text,
    size: (megabytes: number): string => sizeWords(megabytes, language.language),
    day: (isoDay: string): string => formatDay(language.language, isoDay),
    moment: (milliseconds: number): string => formatMoment(language.language, milliseconds),
    deadline: ({ key, days }: DeadlineWords): string =>
      key === 'today' ? t('deadline.today') : t(`deadline.${key}`, { n: days }, days),
    since: (milliseconds: number, now: number): string => {
      const { key, count } = sinceWords(milliseconds, now);
      return key === 'now' ? t('since.now') : t(`since.${key}`, { n: count }, count);
    },
  };
};
