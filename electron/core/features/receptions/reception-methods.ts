import { fail, ok } from '../../../../contract/result.ts';
import type { HandlersOf } from '../../methods.ts';
import type { ReceptionTimes } from '../../reception-times.ts';

/** Asking when an official can be seen. Asking for the reception is an application like others, of a form with the purpose `reception`. */
export const createReceptionMethods = (
  times: Pick<ReceptionTimes, 'offered'>,
): HandlersOf<'receptions'> => ({
  'receptions.times': ({ officialId }) => {
    const days = times.offered(officialId);
    return days === undefined ? fail('not_found') : ok({ days });
  },
});
