import { DeskProblemError } from './desk-problem.ts';
import type { OfficialRecord } from './officials.ts';

/** The authority that an official works for. Throws `DeskProblemError` not-allowed for an operator. */
export const authorityOf = ({ authority_id: id }: OfficialRecord): string => {
  if (id === null) throw new DeskProblemError('not-allowed');
  return id;
};
