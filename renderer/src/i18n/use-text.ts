import { useI18n } from 'vue-i18n';
import { formatDay, formatMoment } from '../../../contract/domain/az-text.ts';
import type { Localized } from '../../../contract/languages.ts';
import { useSessionStore } from '../stores/session.ts';

/** Words in the language that is shown: messages, texts of packs, days and moments. */
export const useText = () => {
  const { t } = useI18n();
  const session = useSessionStore();
  return {
    t,
    local: (text: Localized): string => text[session.language],
    day: (isoDay: string): string => formatDay(session.language, isoDay),
    moment: (milliseconds: number): string => formatMoment(session.language, milliseconds),
  };
};
