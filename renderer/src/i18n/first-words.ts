import { byLanguage, type Words } from './sections.ts';

/** What the first screen and the frame around every screen say; small, since it comes before anything is shown. */
export const firstWords = byLanguage(
  import.meta.glob<Words>(
    './{az,ru,en}/{attract,cleared,errors,failure,frame,idle,outOfService,page,speech,strips}.json',
    { eager: true, import: 'default' },
  ),
);
