import { watchEffect } from 'vue';
import { COLOUR_NAMES, coloursOf } from '../../../contract/domain/theme.ts';
import { useAppearanceStore } from '../stores/appearance.ts';
import { useKioskStore } from '../stores/kiosk.ts';

/** Puts the colours of the centre's theme in place of ours. The contrast theme is for everybody the same. */
export const useTheme = (): void => {
  const kiosk = useKioskStore();
  const appearance = useAppearanceStore();
  watchEffect(() => {
    const { style } = document.documentElement;
    const theme = kiosk.info?.theme;
    const mode = appearance.theme;
    const colours = theme === undefined || mode === 'contrast' ? undefined : coloursOf(theme, mode);
    for (const name of COLOUR_NAMES) {
      if (colours === undefined) style.removeProperty(`--${name}`);
      else style.setProperty(`--${name}`, colours[name]);
    }
  });
};
