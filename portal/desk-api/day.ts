import * as v from 'valibot';
import { isRealDay } from '../../contract/domain/baku-time.ts';
import { isoDateSchema } from '../../contract/packs.ts';

/** A day that somebody asks for: one that exists, and that the database and the calendar can count from. */
export const askedDaySchema = v.pipe(
  isoDateSchema,
  v.check(isRealDay, 'there is no such day'),
  v.maxValue('2999-12-31'),
);
