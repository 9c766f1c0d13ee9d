import type { Language } from '../../../contract/languages.ts';
import type { CallError } from '../api/kiosk-client.ts';
import { useAppearanceStore } from '../stores/appearance.ts';
import { useCaseStore } from '../stores/case.ts';
import { useFormStore } from '../stores/form.ts';
import { useSessionStore } from '../stores/session.ts';
import { useSubmissionStore } from '../stores/submission.ts';
import { useGo } from './use-go.ts';

/** Begin and end of a citizen's time at the screen. */
export const useSessionFlow = () => {
  const session = useSessionStore();
  const stores = [
    useFormStore(),
    useSubmissionStore(),
    useCaseStore(),
    useAppearanceStore(),
    session,
  ];
  const go = useGo();

  /** Drops everything of this citizen from the screen. The core is not asked: it may be gone. */
  const wipe = async (to: '/' | '/cleared'): Promise<void> => {
    for (const store of stores) store.reset();
    await go(to);
  };

  /** Opens a session in a language and shows `path`; resolves to what went wrong, or nothing. */
  const begin = async (path: string, language?: Language): Promise<CallError | undefined> => {
    if (language !== undefined) session.setLanguage(language);
    const error = await session.begin();
    if (error === undefined) await go(path);
    return error;
  };

  /** The citizen is done: the screen first, then the core. */
  const finish = async (to: '/' | '/cleared'): Promise<void> => {
    await wipe(to);
    await session.finish();
  };

  /** Opens a screen from the bars that leads back to where the person was. */
  const visit = async (path: '/help' | '/display' | '/finish', from: string): Promise<void> => {
    if (!['/help', '/display', '/finish'].includes(from))
      session.returnTo = from === '/' ? '/home' : from;
    await begin(path);
  };

  return { wipe, begin, finish, visit };
};
