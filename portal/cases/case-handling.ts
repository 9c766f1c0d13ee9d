import { APPEAL_TERMS } from '../../contract/domain/appeal-terms.ts';
import { addWorkingDays } from '../../contract/domain/working-days.ts';
import type { PortalContext, Tx } from '../context.ts';
import { addMessage } from './case-messages.ts';
import type { CaseRecord } from './case-summary.ts';
import type { CaseEffect } from './write-change.ts';

/** Who acts, and when: milliseconds since the Unix epoch. */
export interface Actor {
  readonly officialId: string;
  readonly at: number;
}

const laterDay = (one: string, other: string): string => (one > other ? one : other);

/** A reception that has its time keeps it while something is asked or takes longer. */
const consideredStatus = ({ status }: CaseRecord): CaseRecord['status'] =>
  status === 'scheduled' ? status : 'considering';

/** More time for study or checks, once, with a reason that the citizen reads. */
export const extend = (
  { content }: Pick<PortalContext, 'content'>,
  row: CaseRecord,
  { text }: { readonly text: string },
  by: Actor,
): CaseEffect => {
  const full = APPEAL_TERMS.study + row.added_days;
  const { date, estimated } = addWorkingDays(content.calendar, row.registered_on, full);
  const until = laterDay(date, row.answer_by);
  return {
    step: { status: 'extended', text, until, ...by },
    set: {
      extended: true,
      answer_by: until,
      answer_by_estimated: estimated,
      status: consideredStatus(row),
    },
    at: by.at,
  };
};

/** Asks the citizen for something; the last day moves by the working days that the official gives. */
export const askForInformation = async (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  { text, days }: { readonly text: string; readonly days: number },
  by: Actor,
): Promise<CaseEffect> => {
  const added = Math.min(days, APPEAL_TERMS.extension - row.added_days);
  const moved = addWorkingDays(context.content.calendar, row.answer_by, added);
  const until = added === 0 ? row.answer_by : moved.date;
  await addMessage(context, tx, row.id, { id: context.ids.next(), act: 'ask-info', text, ...by });
  return {
    step: { status: 'info_asked', until, ...by },
    set: {
      answer_by: until,
      answer_by_estimated: row.answer_by_estimated || moved.estimated,
      added_days: row.added_days + added,
      waits_for_citizen: true,
      unanswered: 0,
      status: consideredStatus(row),
    },
    at: by.at,
  };
};

/** Answers what the citizen wrote; the case itself stands where it stood. */
export const reply = async (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  { text }: { readonly text: string },
  by: Actor,
): Promise<CaseEffect> => {
  await addMessage(context, tx, row.id, { id: context.ids.next(), act: 'reply', text, ...by });
  return { set: { unanswered: 0 }, at: by.at };
};
