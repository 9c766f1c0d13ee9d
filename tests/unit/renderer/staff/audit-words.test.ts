import { describe, expect, it } from 'vitest';
import { STAFF_PAGES, type AuditAct } from '../../../../contract/audit.ts';
import { LANGUAGES } from '../../../../contract/languages.ts';
import { SETUP_STEPS } from '../../../../contract/setup.ts';
import { allWords } from '../../../../renderer/src/i18n/all-words.ts';
import { createKioskI18n, addAllWords } from '../../../../renderer/src/i18n/create-i18n.ts';
import { auditWords } from '../../../../renderer/src/screens/staff/audit-words.ts';

const i18n = createKioskI18n();
await addAllWords(i18n, () => Promise.resolve({ allWords }));
const { global } = i18n;
const words = auditWords({ t: (key) => global.t(key), te: (key) => global.te(key) });
const line = (act: AuditAct, subject?: string, reason?: string) => ({
  ...{ seq: 1, at: 1, number: '201', act },
  ...(subject !== undefined && { subject }),
  ...(reason !== undefined && { reason }),
});

describe('a line of the audit', () => {
  it.each(LANGUAGES)('has a word for every page and step (%s)', (language) => {
    i18n.global.locale.value = language;
    for (const page of STAFF_PAGES)
      expect(words.subjectOf(line('viewed', page)), page).toBe(global.t(`audit.pages.${page}`));
    for (const step of [...SETUP_STEPS, 'finished', 'enrolled', 'read from stick'])
      expect(global.te(`audit.setUp.${step.replaceAll(' ', '_')}`), step).toBe(true);
  });

  it.each<[ReturnType<typeof line>, string, string]>([
    [line('setting_changed', 'languages', '["az","ru"]'), 'dillər', 'Azərbaycanca, Русский'],
    [
      line('setting_changed', 'idle', '{"warnAfter":90,"wipeAfter":30}'),
      'toxunulmayan vaxt',
      '90 + 30',
    ],
    [line('setting_changed', 'theme', 'as configured'), 'rənglər', 'konfiqurasiyaya qaytarıldı'],
    [line('setting_changed', 'attract', '{"title":{"az":"'), 'ilk ekranın sözləri', ''],
    [line('account_added', '401', 'operator'), '401', 'Operator'],
    [line('account_changed', '401', 'disabled supervisor'), '401', 'bağlandı, Nəzarətçi'],
    [line('content_rolled_back', 'as delivered'), 'proqramla gələn', ''],
    [line('discarded', '0198c9a0-1111-7000-8000-00000abc12ef', 'yazı'), 'BC12EF', 'yazı'],
    [line('day_closed', '2026-11-26'), '2026-11-26', ''],
  ])('is said in words: %j', (entry, subject, reason) => {
    i18n.global.locale.value = 'az';
    expect(words.subjectOf(entry)).toBe(subject);
    expect(words.reasonOf(entry)).toBe(reason);
  });
});
