import { onBeforeUnmount } from 'vue';
import { useAppearanceStore } from '../stores/appearance.ts';
import { useIdentityStore } from '../stores/identity.ts';
import { useKioskStore } from '../stores/kiosk.ts';
import { useSessionStore } from '../stores/session.ts';
import { useSpeechStore } from '../stores/speech.ts';
import { useStaffStore } from '../stores/staff.ts';
import { useSubmissionStore } from '../stores/submission.ts';
import { createThrottle } from './throttle.ts';
import { useIdle, type Idle } from './use-idle.ts';
import { useSessionFlow } from './use-session-flow.ts';

/** Milliseconds between two words to the core about a person's presence. */
const TELL_EVERY = 5_000;

/** Watches whether the citizen is still there, keeps the core informed, and wipes when nobody is. */
export const usePresence = (): Idle => {
  const kiosk = useKioskStore();
  const session = useSessionStore();
  const submission = useSubmissionStore();
  const appearance = useAppearanceStore();
  const speech = useSpeechStore();
  const staff = useStaffStore();
  const identity = useIdentityStore();
  const { finish } = useSessionFlow();

  const told = createThrottle(TELL_EVERY, () => {
    if (session.active) void session.touch();
  });
  onBeforeUnmount(told.cancel);

  /** Also after somebody only enlarged the text on the first screen and left. Staff have limits of their own. */
  const somebodyWasThere = (): boolean =>
    !staff.present &&
    kiosk.info?.setup === undefined &&
    (session.active || !appearance.isUsual || !speech.isUsual || session.language !== 'az');

  /** A person looks at the own phone; their code lasts two minutes at most. */
  const isBusy = (): boolean => submission.sending || identity.waiting;

  return useIdle({
    times: () => (somebodyWasThere() && !isBusy() ? kiosk.info?.idle : undefined),
    onTouch: told.call,
    onOver: () => void finish('/'),
  });
};
