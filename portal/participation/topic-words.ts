import type { Language } from '../../contract/languages.ts';

/** What the citizen reads about an own proposal, in the language in which it was sent. */
const WORDS = {
  approved: {
    az: 'Mövzunuz qəbul olundu və siyahıda dərc edildi. Sorğu açılanda istənilən köşkdə səs verə bilərsiniz.',
    ru: 'Ваша тема одобрена и опубликована в списке. Когда откроется опрос, вы сможете проголосовать в любом киоске.',
    en: 'Your topic was approved and stands in the list. When a survey opens, you can vote at any kiosk.',
  },
  returned: {
    az: 'Mövzunuz dəyişiklik üçün geri qaytarıldı. Dəyişib yenidən təklif edə bilərsiniz. Səbəb:',
    ru: 'Ваша тема возвращена на доработку. Вы можете изменить её и предложить снова. Причина:',
    en: 'Your topic was returned. You may change it and propose it again. The reason:',
  },
  declined: {
    az: 'Mövzunuz dərc olunmadı. Səbəb:',
    ru: 'Ваша тема не опубликована. Причина:',
    en: 'Your topic was not published. The reason:',
  },
} as const;

export const approvedWords = (language: Language): string => WORDS.approved[language];
export const refusedWords = (
  kind: 'returned' | 'declined',
  language: Language,
  reason: string,
): string => `${WORDS[kind][language]}\n\n${reason}`;
