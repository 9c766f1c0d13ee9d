import { settingChangeSchema, type SettingsView, type ThemeReport } from '../device-settings.ts';
import { method, nothing } from './method.ts';

/** What staff set at this kiosk. It holds at once and stays. */
export const settingsMethods = {
  'settings.view': method<SettingsView>()({
    role: 'senior',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  'settings.change': method<SettingsView>()({
    role: 'senior',
    byHand: true,
    input: settingChangeSchema,
    errors: ['storage_failed', 'storage_full'],
  }),
  /** Reads a theme from the agreed folder; refused when a pair of its colours lacks contrast. */
  'settings.loadTheme': method<ThemeReport>()({
    role: 'senior',
    byHand: true,
    input: nothing,
    errors: ['no_medium', 'bad_bundle', 'storage_failed', 'storage_full'],
  }),
} as const;
