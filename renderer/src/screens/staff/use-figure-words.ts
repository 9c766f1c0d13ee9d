import type { Figure, FigureRow } from '../../../../contract/figures.ts';
import { LANGUAGE_NAMES } from '../../../../contract/language-names.ts';
import { useStaffWords } from './use-staff-words.ts';

/** Names of rows and series in words; keys of packs that are gone stay as they are. */
export const useFigureWords = () => {
  const { t, day, local } = useStaffWords();

  const rowName = (figure: Figure, { key, label }: FigureRow): string => {
    if (label !== undefined) return local(label);
    if (key === 'other') return t('figures.other');
    switch (figure.name) {
      case 'submissions':
      case 'sessions':
      case 'printer':
      case 'calls':
        return day(key);
      case 'languages':
        return LANGUAGE_NAMES[key as keyof typeof LANGUAGE_NAMES];
      case 'minutes':
        return t(`figures.minutes.m${key}`);
      case 'left_at':
        return key;
      case 'ratings':
        return t('figures.rating', { stars: key });
      case 'accessibility':
        return t(`figures.features.${key}`);
    }
  };

  const seriesName = (figure: Figure, key: string): string => {
    if (figure.by === 'word') return t('figures.count');
    return figure.name === 'submissions'
      ? t(`staff.queue.kinds.${key}`)
      : t(`figures.series.${key}`);
  };

  return { rowName, seriesName };
};
