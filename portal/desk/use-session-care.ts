import { onBeforeUnmount, onMounted, watch } from 'vue';
import { useRouter } from 'vue-router';
import { DESK_IDLE } from '../desk-api.ts';
import { useCaseFileStore } from './stores/case-file.ts';
import { useCaseListStore } from './stores/case-list.ts';
import { useFeedbackStore } from './stores/feedback.ts';
import { useIdeasStore } from './stores/ideas.ts';
import { useKiosksStore } from './stores/kiosks.ts';
import { useSessionStore } from './stores/session.ts';

/** Somebody who types for longer than this without a request is still at work: tell the portal. */
const QUIET = 4 * 60_000;
/** Later than the portal's own end by more than the precision with which it notes a use. */
const MARGIN = 61_000;

/** Nothing of a case stays in memory when the person has left; unsent texts have their own rule. */
const useForgetting = (): void => {
  const session = useSessionStore();
  const stores = [
    useCaseFileStore(),
    useCaseListStore(),
    useKiosksStore(),
    useIdeasStore(),
    useFeedbackStore(),
  ];
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

/**
 * Asks the portal whether the session is over once it must be, so that no case stays on a screen
 * that nobody watches. It is asked, because another window may have kept the session open.
 */
const useEndOfSession = (): void => {
  const session = useSessionStore();
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => [session.me, session.lastCallAt] as const,
    ([me]) => {
      clearTimeout(timer);
      if (me) timer = setTimeout(() => void session.stayAwake(), DESK_IDLE + MARGIN);
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
