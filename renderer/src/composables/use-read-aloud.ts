import { nextTick, onBeforeUnmount, onMounted, watch } from 'vue';
import { useRouter } from 'vue-router';
import { useText } from '../i18n/use-text.ts';
import { controlText, screenTexts, type ScreenTextOptions } from '../speech/screen-text.ts';
import { useKioskStore } from '../stores/kiosk.ts';
import { useSessionStore } from '../stores/session.ts';
import { useSpeechStore } from '../stores/speech.ts';

/** One key starts and stops it, without needing to see or to reach the screen (EN 301 549, 5.2). */
export const READ_ALOUD_KEY = 'F4';

/**
 * Reads each new screen, then whatever gets the focus; anything that a person does silences it
 * (EN 301 549, 5.1.3.4). Speaks the language that is shown (5.1.3.14).
 */
export const useReadAloud = () => {
  const { t } = useText();
  const kiosk = useKioskStore();
  const session = useSessionStore();
  const speech = useSpeechStore();

  const options = (): ScreenTextOptions => ({
    personal: speech.personal,
    words: {
      hidden: t('speech.hidden'),
      signs: (count) => t('speech.signs', { count }),
      button: t('speech.isButton'),
      chosen: t('speech.isChosen'),
    },
  });

  const readScreen = async (): Promise<void> => {
    await nextTick();
    const root = document.querySelector('main');
    if (root !== null) await speech.say(screenTexts(root, options()));
  };

  /** A new screen that is read when it stands. */
  let soon: number | undefined;

  const toggle = (): void => {
    if (kiosk.info?.offers.speech !== true) return;
    window.clearTimeout(soon); // this very screen is read now, or not at all
    speech.setOn(!speech.on);
    if (speech.on) void readScreen();
  };

  const hush = (): void => {
    if (speech.speaking) speech.hush();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== READ_ALOUD_KEY) {
      hush();
      return;
    }
    event.preventDefault();
    if (!event.repeat) toggle();
  };
  const onFocus = (event: FocusEvent): void => {
    const { target } = event;
    if (!speech.on || !(target instanceof HTMLElement)) return;
    // A heading gets the focus on every new screen, which is read whole.
    if (target.matches('h1, .page-scroll') || target.closest('[data-osk]') !== null) return;
    void speech.say([controlText(target, options())]);
  };

  onMounted(() => {
    window.addEventListener('pointerdown', hush, { capture: true });
    window.addEventListener('keydown', onKey, { capture: true });
    document.addEventListener('focusin', onFocus);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('pointerdown', hush, { capture: true });
    window.removeEventListener('keydown', onKey, { capture: true });
    document.removeEventListener('focusin', onFocus);
    speech.hush();
  });
  // Once the screen stands, and only the last of several; whoever has left meanwhile took the voice along.
  useRouter().afterEach(() => {
    window.clearTimeout(soon);
    soon = window.setTimeout(() => {
      if (speech.on) void readScreen();
    }, 100);
  });
  onBeforeUnmount(() => {
    window.clearTimeout(soon);
  });
  watch(
    () => session.language,
    () => {
      if (speech.on) void readScreen();
    },
  );

  return { toggle, readScreen };
};
