import { ok } from '../../../../contract/result.ts';
import type { Counters } from '../../counters.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Sessions } from '../../session.ts';

/** A citizen comes, is there, and goes. */
export const createSessionMethods = (
  sessions: Sessions,
  counters: Pick<Counters, 'note'>,
): HandlersOf<'session'> => ({
  'session.begin': ({ language }, { session }) => {
    const { citizen, visit } = sessions.begin(session.id, language);
    counters.note('sessions', 'begun');
    return ok({ startedAt: citizen.startedAt, language: citizen.language, visit });
  },
  // Dispatch has noted the touch already: it does so for every act of a person.
  'session.touch': () => ok(null),
  'session.usedFeature': ({ feature }, { citizen }) => {
    if (!citizen.features.has(feature)) counters.note('accessibility', feature);
    citizen.features.add(feature);
    return ok(null);
  },
  'session.finish': (_input, { session }) => {
    sessions.wipe(session.id, 'finished');
    return ok(null);
  },
});
