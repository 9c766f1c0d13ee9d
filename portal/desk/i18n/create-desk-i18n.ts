import { createI18n } from 'vue-i18n';
import { byLanguage, type Words } from '../../../renderer/src/i18n/sections.ts';

/** Russian has three forms (CLDR one, few, many): 1 день, 2 дня, 5 дней; 11–14 take the last. */
export const russianForm = (count: number): number => {
  const [tens, ones] = [count % 100, count % 10];
  if (tens >= 11 && tens <= 14) return 2;
  if (ones === 1) return 0;
  return ones >= 2 && ones <= 4 ? 1 : 2;
};

export const createDeskI18n = () =>
  createI18n({
    legacy: false,
    locale: 'az',
    fallbackLocale: false as const,
    pluralRules: { ru: russianForm },
    messages: byLanguage(
      import.meta.glob<Words>('./{az,ru,en}/*.json', { eager: true, import: 'default' }),
    ),
  });
