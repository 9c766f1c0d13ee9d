import type { AuditAct, AuditLine } from '../../../../contract/audit.ts';
import { readAuditedSetting } from '../../../../contract/audited-setting.ts';
import { LANGUAGE_NAMES } from '../../../../contract/language-names.ts';

interface Words {
  readonly t: (key: string) => string;
  readonly te: (key: string) => boolean;
}

/** What an act was done to and why, as a person would say it. The record itself has names for machines. */
export const auditWords = ({ t, te }: Words) => {
  const setUp = (name: string): string => t(`audit.setUp.${name}`);
  const setting = (name: string): string => t(`audit.settings.${name}`);
  /** Other subjects are numbers, versions and days. */
  const subjects: { readonly [A in AuditAct]?: (name: string) => string } = {
    viewed: (name) => t(`audit.pages.${name}`),
    setting_changed: setting,
    theme_loaded: setting,
    set_up: setUp,
    setup_exported: setUp,
    content_rolled_back: setUp,
  };
  const settingIn = (reason: string): string => {
    if (reason === 'as configured') return t('audit.asConfigured');
    const value = readAuditedSetting(reason);
    if (value === undefined) return '';
    if (typeof value === 'number') return String(value);
    if ('offered' in value)
      return t(value.offered ? 'settings.printingOn' : 'settings.printingOff');
    if ('warnAfter' in value) return `${value.warnAfter} + ${value.wipeAfter}`;
    return value.map((language) => LANGUAGE_NAMES[language]).join(', ');
  };

  return {
    subjectOf: ({ act, subject = '' }: AuditLine): string => {
      // Ids of submissions are told by their end, as in the queue.
      if (/^[0-9a-f]{8}-/u.test(subject)) return subject.slice(-6).toUpperCase();
      const said = subjects[act]?.(subject.replaceAll(' ', '_'));
      // A version that is installed has no word; nor has what a later program recorded.
      return said === undefined || said.startsWith('audit.') ? subject : said;
    },
    reasonOf: ({ act, reason = '' }: AuditLine): string => {
      if (act === 'setting_changed') return settingIn(reason);
      if (act !== 'account_added' && act !== 'account_changed') return reason;
      return reason
        .split(' ')
        .map((part) =>
          te(`staff.roles.${part}`) ? t(`staff.roles.${part}`) : t(`audit.account.${part}`),
        )
        .join(', ');
    },
  };
};
