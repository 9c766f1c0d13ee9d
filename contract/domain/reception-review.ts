import type { CalendarPack } from '../packs.ts';
import type { ReceptionPack } from '../receptions.ts';
import type { Finding } from './pack-review.ts';
import type { FormContext } from './service-form.ts';
import { isWorkingDay } from './working-days.ts';

export interface ReceptionContext extends Pick<FormContext, 'authorityIds'> {
  /** Left out: days are not looked at. */
  readonly calendar?: CalendarPack | undefined;
}

/** What the shape of a receptions pack does not say: that its authority is one, and that nobody is invited on a day off. */
export const receptionFindings = (
  { id, officials }: ReceptionPack,
  { authorityIds, calendar }: ReceptionContext,
): Finding[] => [
  ...(authorityIds.has(id) ? [] : [error('id', 'there is no such authority')]),
  ...officials.flatMap((official, index) =>
    official.hours.flatMap((hours, place) =>
      hours.every === 'once' && calendar !== undefined && !isWorkingDay(calendar, hours.date)
        ? [
            error(
              `officials.${index}.hours.${place}.date`,
              'this is not a working day: it is never offered',
            ),
          ]
        : [],
    ),
  ),
];

const error = (path: string, reason: string): Finding => ({ level: 'error', path, reason });
