import { onBeforeUnmount, onMounted, watch } from 'vue';
import { useRouter } from 'vue-router';
import { useCaseFileStore } from './stores/case-file.ts';
import { useCaseListStore } from './stores/case-list.ts';
import { useKiosksStore } from './stores/kiosks.ts';
import { useSessionStore } from './stores/session.ts';

/** Somebody who types for longer than this without a request is still at work: tell the portal. */
const QUIET = 4 * 60_000;

/** Nothing of a case stays in memory when the person has left; unsent texts have their own rule. */
const useForgetting = (): void => {
  const session = useSessionStore();
  const stores = [useCaseFileStore(), useCaseListStore(), useKiosksStore()];
  const router = useRouter();
  let before: string | undefined;
  watch(
    () => session.me,
    (me) => {
      if (me === undefined) for (const store of stores) store.forget();
      else if (before !== undefined && before !== me.name) void router.replace('/');
      before = me?.name ?? before;
    },
  );
};

/** Asks the portal at the session's last moment whether it is over: this computer's clock may be wrong. */
const useEndOfSession = (): void => {
  const session = useSessionStore();
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => session.me?.expiresAt,
    (expiresAt) => {
      clearTimeout(timer);
      if (expiresAt !== undefined)
        timer = setTimeout(() => void session.stayAwake(), expiresAt - Date.now() + 1000);
    },
  );
  onBeforeUnmount(() => clearTimeout(timer));
};

/** Keeps the session open while its person types, and only then. */
const useTypingAsPresence = (): void => {
  const session = useSessionStore();
  const onInput = (): void => {
    if (session.me && Date.now() - session.lastCallAt > QUIET) void session.stayAwake();
  };
  onMounted(() => document.addEventListener('input', onInput));
  onBeforeUnmount(() => document.removeEventListener('input', onInput));
};

/** What belongs to every session at the desk, wherever one is. */
export const useSessionCare = (): void => {
  useForgetting();
  useEndOfSession();
  useTypingAsPresence();
};
