import { findOfficial } from '../../../contract/domain/reception.ts';
import type { Question } from '../../../contract/packs.ts';
import { useFormStore } from '../stores/form.ts';
import { useIdentityStore } from '../stores/identity.ts';

/**
 * The page on which a person shows who they are, where the official who was just chosen asks for it;
 * it leads back to `next`. Undefined where enough is known.
 */
export const useLevelNeeded = () => {
  const form = useFormStore();
  const identity = useIdentityStore();
  return async ({ kind, field }: Question, next: string): Promise<string | undefined> => {
    if (kind !== 'official') return undefined;
    const officialId = String(form.answers[field] ?? '');
    const level = findOfficial(form.view?.receptions ?? [], officialId)?.official.level;
    if (level === undefined || level === 'declared') return undefined;
    await identity.load();
    if (identity.isEnough(level)) return undefined;
    identity.ask(level, next);
    return '/sign-in';
  };
};
