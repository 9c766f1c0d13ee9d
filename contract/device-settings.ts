import * as v from 'valibot';
import { themeSchema, type Theme, type ThemeFault } from './domain/theme.ts';
import { type LANGUAGES, languageSchema, type Language, type Localized } from './languages.ts';

const seconds = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const words = (most: number) => {
  const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
  return v.strictObject({ az: text, ru: text, en: text });
};

/** Azerbaijani always stays: it is what an untouched kiosk shows. */
const languages = v.pipe(
  v.array(languageSchema),
  v.check((list) => new Set(list).size === list.length && list.includes('az'), 'az stays'),
);
/** Seconds until the warning, and from there until the wipe; WCAG 2.2.1 wants at least 20. */
const idle = v.strictObject({ warnAfter: seconds(20, 600), wipeAfter: seconds(20, 300) });
const printing = v.strictObject({ offered: v.boolean() });
const keepSentDays = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365));
/** What the first screen says instead of its own words. */
const attract = v.strictObject({ title: words(60), text: words(160) });

/** What staff have set at this kiosk; goes before the configuration. */
export const deviceSettingsSchema = v.strictObject({
  languages: v.optional(languages),
  idle: v.optional(idle),
  printing: v.optional(printing),
  keepSentDays: v.optional(keepSentDays),
  attract: v.optional(attract),
  theme: v.optional(themeSchema),
});
export type DeviceSettings = v.InferOutput<typeof deviceSettingsSchema>;

/** One setting; null goes back to what the configuration says. A theme comes from a file only. */
export const settingChangeSchema = v.variant('setting', [
  v.strictObject({ setting: v.literal('languages'), value: v.nullable(languages) }),
  v.strictObject({ setting: v.literal('idle'), value: v.nullable(idle) }),
  v.strictObject({ setting: v.literal('printing'), value: v.nullable(printing) }),
  v.strictObject({ setting: v.literal('keepSentDays'), value: v.nullable(keepSentDays) }),
  v.strictObject({ setting: v.literal('attract'), value: v.nullable(attract) }),
  v.strictObject({ setting: v.literal('theme'), value: v.null() }),
]);
export type SettingChange = v.InferOutput<typeof settingChangeSchema>;
export type SettingName = SettingChange['setting'];

export interface AttractWords {
  readonly title: Localized;
  readonly text: Localized;
}

export interface SettingsView {
  /** What holds now. Seconds. */
  readonly languages: readonly Language[];
  readonly idle: { readonly warnAfter: number; readonly wipeAfter: number };
  readonly printing: { readonly offered: boolean };
  readonly keepSentDays: number;
  readonly attract?: AttractWords;
  readonly theme?: Theme;
  /** Which of them staff have set here. */
  readonly own: readonly SettingName[];
  readonly all: typeof LANGUAGES;
}

/** How reading a theme file ended; a theme whose colours cannot be read is not taken. */
export type ThemeReport =
  | { readonly taken: true; readonly name: string }
  | { readonly taken: false; readonly faults: readonly ThemeFault[] };

/** The file that is looked for in the agreed folder. */
export const THEME_FILE = 'asan-theme.json';
