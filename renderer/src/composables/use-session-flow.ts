import type { Language } from '../../../contract/languages.ts';
import { type CallError, useKioskClient } from '../api/kiosk-client.ts';
import { useAppearanceStore } from '../stores/appearance.ts';
import { useBallotStore } from '../stores/ballot.ts';
import { useCaseStore } from '../stores/case.ts';
import { useCommentStore } from '../stores/comment.ts';
import { useKioskStore } from '../stores/kiosk.ts';
import { useFormStore } from '../stores/form.ts';
import { useIdeasStore } from '../stores/ideas.ts';
import { useKeptStore } from '../stores/kept.ts';
import { useReceptionsStore } from '../stores/receptions.ts';
import { usePersonStore } from '../stores/person.ts';
import { usePapersStore } from '../stores/papers.ts';
import { usePaperStore } from '../stores/paper.ts';
import { useSearchStore } from '../stores/search.ts';
import { useIdentityStore } from '../stores/identity.ts';
import { useRatingStore } from '../stores/rating.ts';
import { useSessionStore } from '../stores/session.ts';
import { useSetupStore } from '../stores/setup.ts';
import { useCallsStore } from '../stores/calls.ts';
import { useStaffDeskStore } from '../stores/staff-desk.ts';
import { useSimilarTopicsStore } from '../stores/similar-topics.ts';
import { useSpeechStore } from '../stores/speech.ts';
import { useStaffQueueStore } from '../stores/staff-queue.ts';
import { useStaffStore } from '../stores/staff.ts';
import { useTakeAlongStore } from '../stores/take-along.ts';
import { useSubmissionStore } from '../stores/submission.ts';
import { useTrackerStore } from '../stores/tracker.ts';
import { useGo } from './use-go.ts';

/** Begin and end of a person's time at the screen. */
export const useSessionFlow = () => {
  const client = useKioskClient();
  const session = useSessionStore();
  const appearance = useAppearanceStore();
  const kiosk = useKioskStore();
  const speech = useSpeechStore();
  const ofPersons = [
    useFormStore(),
    useSubmissionStore(),
    useCaseStore(),
    usePaperStore(),
    usePapersStore(),
    usePersonStore(),
    useKeptStore(),
    useSearchStore(),
    useTakeAlongStore(),
    useIdentityStore(),
    useIdeasStore(),
    useRatingStore(),
    useStaffStore(),
    useStaffQueueStore(),
    useStaffDeskStore(),
    useSetupStore(),
    useCallsStore(),
    useBallotStore(),
    useCommentStore(),
    useSimilarTopicsStore(),
    useTrackerStore(),
    useReceptionsStore(),
  ];
  const go = useGo();

  /** Language, text size and colours as on an untouched kiosk. */
  const resetLook = (): void => {
    session.resetLanguage();
    appearance.reset();
    speech.reset();
  };

  /**
   * Drops everything of this person, citizen or staff, from the screen. The core is not asked: it may be gone. On the
   * page that says so the person's language and text size stay; they end with that page.
   */
  const wipe = async (to: '/' | '/cleared'): Promise<void> => {
    client.visitEnded();
    for (const store of ofPersons) store.reset();
    session.close();
    // A measure that was only tried is not what the kiosk works with.
    if (kiosk.info?.setup === undefined) kiosk.tryScreen(undefined);
    if (to === '/') resetLook();
    await go(to);
  };

  /** Opens a session in a language and shows `path`; resolves to what went wrong, or nothing. */
  const begin = async (path: string, language?: Language): Promise<CallError | undefined> => {
    if (language !== undefined) session.setLanguage(language);
    const error = await session.begin();
    // A session that was ended while it began leads nowhere.
    if (error === undefined && session.active) await go(path);
    return error;
  };

  /** The citizen is done: the screen is wiped without waiting for the core. */
  const finish = async (to: '/' | '/cleared'): Promise<void> => {
    const told = session.finish();
    await wipe(to);
    await told;
  };

  /** Opens a screen from the bars that leads back to where the person was. */
  const visit = async (path: '/help' | '/display' | '/finish', from: string): Promise<void> => {
    if (!['/help', '/display', '/finish'].includes(from))
      session.returnTo = session.active ? from : '/home';
    await begin(path);
  };

  return { wipe, resetLook, begin, finish, visit };
};
