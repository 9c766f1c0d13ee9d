import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { AccessibilityFeature } from '../../../contract/counters.ts';
import type { Language } from '../../../contract/languages.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** Azerbaijani is the language of an untouched kiosk. */
const FIRST_LANGUAGE: Language = 'az';

/** Whether a citizen is in front of the screen, and the language that is shown. */
export const useSessionStore = defineStore('session', () => {
  const client = useKioskClient();
  const active = ref(false);
  const language = ref<Language>(FIRST_LANGUAGE);
  /** Where help and display settings lead back to. */
  const returnTo = ref('/home');
  let beginning: Promise<CallError | undefined> | undefined;
  let finishing = Promise.resolve();

  const setLanguage = (to: Language): void => {
    language.value = to;
  };

  const askToBegin = async (): Promise<CallError | undefined> => {
    // The end of the session before must not overtake the beginning of this one.
    await finishing;
    const answer = await client.call('session.begin', { language: language.value });
    active.value = answer.ok;
    return answer.ok ? undefined : answer.error;
  };

  /** Opens a session; several taps make one. Resolves to what went wrong, or nothing. */
  const begin = async (): Promise<CallError | undefined> => {
    if (active.value) return undefined;
    beginning ??= askToBegin().finally(() => {
      beginning = undefined;
    });
    return beginning;
  };

  /** Resolves when no beginning is under way. */
  const settled = async (): Promise<void> => {
    await beginning;
  };

  /** Tells the core that the citizen did something. */
  const touch = async (): Promise<void> => {
    await client.call('session.touch', {});
  };

  /** An accessibility feature is in use; the core counts it once a session, without the person. */
  const usedFeature = async (feature: AccessibilityFeature): Promise<void> => {
    await client.call('session.usedFeature', { feature });
  };

  const finish = (): Promise<void> => {
    finishing = client.call('session.finish', {}).then(() => undefined);
    return finishing;
  };

  const close = (): void => {
    active.value = false;
    returnTo.value = '/home';
  };
  const resetLanguage = (): void => {
    language.value = FIRST_LANGUAGE;
  };

  return {
    active,
    language,
    returnTo,
    setLanguage,
    begin,
    settled,
    touch,
    usedFeature,
    finish,
    close,
    resetLanguage,
  };
});
