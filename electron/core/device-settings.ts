import type { DeviceSettings, SettingName, SettingsView } from '../../contract/device-settings.ts';
import { LANGUAGES } from '../../contract/languages.ts';
import type { Recorded } from './audit.ts';
import type { KioskConfig } from './config.ts';
import type { Store } from './store/store.ts';

/** What holds at this kiosk: what staff have set, else what the configuration says. */
export interface Settings {
  current(): Omit<SettingsView, 'all'>;
  /** Durable when it resolves; null takes the setting back. `act` is recorded in the same change. */
  set<S extends SettingName>(
    setting: S,
    value: DeviceSettings[S] | null,
    act: Recorded,
  ): Promise<void>;
  /** Hears of each change, after it is durable. */
  onChange(listener: () => void): void;
}

const ID = 'settings';

export const createSettings = (
  store: Store,
  config: Pick<KioskConfig, 'languages' | 'idle' | 'keepSentDays'>,
): Settings => {
  const listeners: (() => void)[] = [];
  const own = (): DeviceSettings => store.data.settings.get(ID) ?? {};
  return {
    current: () => {
      const set = own();
      const { languages, idle, printing, keepSentDays, attract, theme } = set;
      return {
        // In the order in which they are always shown.
        languages: LANGUAGES.filter((one) => (languages ?? config.languages).includes(one)),
        idle: idle ?? config.idle,
        printing: printing ?? { offered: true },
        keepSentDays: keepSentDays ?? config.keepSentDays,
        ...(attract && { attract }),
        ...(theme && { theme }),
        own: Object.keys(set) as SettingName[],
      };
    },
    set: async (setting, value, act) => {
      await store.update(
        (writer) => {
          const others = Object.fromEntries(
            Object.entries(writer.settings.get(ID) ?? {}).filter(([name]) => name !== setting),
          );
          writer.settings.set(ID, value === null ? others : { ...others, [setting]: value });
          act(writer);
        },
        { urgent: true },
      );
      for (const listener of listeners) listener();
    },
    onChange: (listener) => listeners.push(listener),
  };
};
