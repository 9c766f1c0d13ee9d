import type { CaseKind } from '../../../contract/item-kinds.ts';
import { useText } from './use-text.ts';

/** What a form is called by its purpose: nobody sends an "application" who has written an idea. */
export const usePurposeWords = () => {
  const { t } = useText();
  const ofAnApplication = {
    start: () => t('before.start'),
    goOn: () => t('before.goOn'),
    send: () => t('check.send'),
    saved: () => t('done.heading'),
    received: () => t('done.received'),
  };
  return (purpose: CaseKind, words: keyof typeof ofAnApplication): string =>
    purpose === 'application' ? ofAnApplication[words]() : t(`purpose.${purpose}.${words}`);
};
