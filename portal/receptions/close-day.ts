import { lockCase } from '../cases/change-case.ts';
import { unsealCase } from '../cases/open-case.ts';
import { writeChange } from '../cases/write-change.ts';
import type { PortalContext } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import type { OfficialRecord } from '../officials/officials.ts';
import { mayAct } from './citizen-acts.ts';
import { publishLeases, publishTimes } from './publish-times.ts';
import { holdOthers } from './take-slot.ts';

interface Day {
  readonly officialId: string;
  readonly date: string;
  /** What each citizen reads. */
  readonly text: string;
}

/** First nobody can come any more; a kiosk without a network may still promise, and then keepPromise tells its citizen. */
const close = (
  context: PortalContext,
  authorityId: string,
  { officialId, date, text }: Day,
): Promise<readonly string[]> =>
  inTransaction(context.db, async (tx) => {
    const rows = await tx
      .updateTable('reception_slots')
      .set((eb) => ({
        closed_at: eb.fn.coalesce('closed_at', eb.val(context.clock.now())),
        closed_reason: text,
      }))
      .where('authority_id', '=', authorityId)
      .where('official_id', '=', officialId)
      .where('day', '=', date)
      .where('starts_at', '>', context.clock.now())
      .returning(['lease_kiosk', 'case_id', 'held_for'])
      .execute();
    await publishTimes(context, tx, authorityId);
    const kiosks = new Set(rows.flatMap(({ lease_kiosk: id }) => (id === null ? [] : [id])));
    for (const id of [...kiosks].sort()) await publishLeases(context, tx, id);
    return [
      ...new Set(rows.flatMap(({ case_id: id, held_for: held }) => [id ?? held].filter(isThere))),
    ];
  });

const isThere = (id: string | null): id is string => id !== null;

/** Tells one citizen that the time fell away, with others to choose from; answers how many there are. */
const offerOthers = async (
  context: PortalContext,
  official: OfficialRecord,
  caseId: string,
  text: string,
): Promise<number> => {
  const opened = await unsealCase(context, caseId, official);
  return inTransaction(context.db, async (tx) => {
    const row = await lockCase(tx, opened);
    if (!mayAct(row)) return 1; // decided or withdrawn meanwhile: there is nobody to tell
    const asked = await tx
      .selectFrom('reception_cases')
      .selectAll()
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    const at = context.clock.now();
    const held = await holdOthers(context, tx, {
      caseId,
      authorityId: row.authority_id,
      officialId: asked.official_id,
      topicId: asked.topic_id,
      now: at,
    });
    await writeChange(context, tx, row, opened.content, {
      step: { status: 'times_offered', text, officialId: official.id, at },
      set: { status: 'considering', waits_for_citizen: held > 0 },
      at,
    });
    await publishTimes(context, tx, row.authority_id);
    return held;
  });
};

/**
 * An official cannot receive on a day: all of its times close at once, then each citizen is told in a
 * transaction of its own. What was interrupted goes on when it is asked for again. Throws the
 * `DeskProblemError` of the first case whose citizen could not be told, after all others were.
 */
export const closeDay = async (
  context: PortalContext,
  authorityId: string,
  official: OfficialRecord,
  day: Day,
): Promise<{ readonly told: number; readonly withoutOffers: number }> => {
  const cases = await close(context, authorityId, day);
  const problems: DeskProblemError[] = [];
  let withoutOffers = 0;
  for (const caseId of cases)
    try {
      if ((await offerOthers(context, official, caseId, day.text)) === 0) withoutOffers += 1;
    } catch (error) {
      if (!(error instanceof DeskProblemError)) throw error;
      problems.push(error); // one case that cannot be opened must not keep the news from the others
    }
  const [problem] = problems;
  if (problem !== undefined) throw problem;
  context.log.info('reception.day_closed', { day: day.date, cases: cases.length });
  return { told: cases.length, withoutOffers };
};
