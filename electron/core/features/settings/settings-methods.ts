import * as v from 'valibot';
import { THEME_FILE, type SettingsView } from '../../../../contract/device-settings.ts';
import { themeFaults, themeSchema } from '../../../../contract/domain/theme.ts';
import { LANGUAGES } from '../../../../contract/languages.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { Audit } from '../../audit.ts';
import type { Settings } from '../../device-settings.ts';
import type { HandlersOf } from '../../methods.ts';
import type { StickFiles } from '../../stick-files.ts';

export interface SettingsMethodsOptions {
  readonly settings: Settings;
  readonly audit: Audit;
  readonly stick: StickFiles;
}

const MOST_BYTES = 64 * 1024;
const themeText = v.pipe(v.string(), v.parseJson(), themeSchema);

/** What staff set at this kiosk. */
export const createSettingsMethods = ({
  settings,
  audit,
  stick,
}: SettingsMethodsOptions): HandlersOf<'settings'> => {
  const view = (): SettingsView => ({ ...settings.current(), all: LANGUAGES });
  return {
    'settings.view': () => ok(view()),
    'settings.change': async ({ setting, value }, { staff }) => {
      await settings.set(
        setting,
        value,
        audit.record({
          number: staff.number,
          act: 'setting_changed',
          subject: setting,
          reason: wordsOf(value),
        }),
      );
      return ok(view());
    },
    'settings.loadTheme': async (_input, { staff }) => {
      const text = await stick.read(THEME_FILE, MOST_BYTES);
      if (!text.ok) return text;
      const parsed = v.safeParse(themeText, text.value);
      if (!parsed.success) return fail('bad_bundle');
      const theme = parsed.output;
      const faults = themeFaults(theme);
      if (faults.length > 0) return ok({ taken: false, faults });
      const { number } = staff;
      await settings.set(
        'theme',
        theme,
        audit.record({ number, act: 'theme_loaded', subject: 'theme', reason: theme.name }),
      );
      return ok({ taken: true, name: theme.name });
    },
  };
};

/** What the audit keeps of a new value; texts of the first screen are on the first screen. */
const wordsOf = (value: unknown): string =>
  value === null ? 'as configured' : JSON.stringify(value).slice(0, 300);
