import { onBeforeUnmount } from 'vue';
import { useAppearanceStore } from '../stores/appearance.ts';
import { useKioskStore } from '../stores/kiosk.ts';
import { useSessionStore } from '../stores/session.ts';
import { useSubmissionStore } from '../stores/submission.ts';
import { useIdle, type Idle } from './use-idle.ts';
import { useSessionFlow } from './use-session-flow.ts';

/** Milliseconds between two words to the core about a person's presence. */
const TELL_EVERY = 5_000;

/** Calls at once, then at most once in `every` milliseconds, the last call included. */
const createThrottle = (every: number, run: () => void) => {
  let timer: number | undefined;
  let again = false;
  const rest = (): void => {
    timer = window.setTimeout(() => {
      timer = undefined;
      if (again) fire();
    }, every);
  };
  const fire = (): void => {
    again = false;
    run();
    rest();
  };
  return {
    call: (): void => {
      if (timer === undefined) fire();
      else again = true;
    },
    cancel: (): void => window.clearTimeout(timer),
  };
};

/** Watches whether the citizen is still there, keeps the core informed, and wipes when nobody is. */
export const usePresence = (): Idle => {
  const kiosk = useKioskStore();
  const session = useSessionStore();
  const submission = useSubmissionStore();
  const appearance = useAppearanceStore();
  const { finish } = useSessionFlow();

  const told = createThrottle(TELL_EVERY, () => {
    if (session.active) void session.touch();
  });
  onBeforeUnmount(told.cancel);

  /** Also after somebody only enlarged the text on the first screen and left. */
  const somebodyWasThere = (): boolean =>
    session.active || !appearance.isUsual || session.language !== 'az';

  return useIdle({
    times: () => (somebodyWasThere() && !submission.sending ? kiosk.info?.idle : undefined),
    onTouch: told.call,
    onOver: () => void finish('/'),
  });
};
