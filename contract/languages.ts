import * as v from 'valibot';

/** ISO 639-1 codes in the order in which the kiosk offers them. */
export const LANGUAGES = ['az', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value);

export const languageSchema = v.picklist(LANGUAGES);

/** A text in every language of the kiosk; content without all three does not load. */
export const localizedSchema = v.strictObject({
  az: v.pipe(v.string(), v.minLength(1), v.maxLength(4000)),
  ru: v.pipe(v.string(), v.minLength(1), v.maxLength(4000)),
  en: v.pipe(v.string(), v.minLength(1), v.maxLength(4000)),
});
export type Localized = v.InferOutput<typeof localizedSchema>;
