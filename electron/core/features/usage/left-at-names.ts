import { LANGUAGES, type Language, type Localized } from '../../../../contract/languages.ts';
import type { Packs } from '../../packs/load-packs.ts';
import { paperWords } from '../../printing/paper-words.ts';

/** The counter's key, "service.question" in small letters, in the words of the service. */
export const leftAtNames =
  (services: Packs['services']) =>
  (key: string): Localized | undefined => {
    const dot = key.indexOf('.');
    const [id, field] = dot < 0 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)];
    const service = services.get(id);
    if (service === undefined) return undefined;
    const question = service.questions.find((one) => one.field.toLowerCase() === field);
    const inLanguage = (language: Language): string => {
      const word = paperWords(language);
      const rest = field === 'check' ? word('figures.checkPage') : word('figures.other');
      return `${service.passport.title[language]} › ${question?.label[language] ?? rest}`;
    };
    const [az, ru, en] = LANGUAGES.map(inLanguage) as [string, string, string];
    return { az, ru, en };
  };
