import type { CaseOpening } from '../../contract/case-talk.ts';
import type { Db, PortalContext } from '../context.ts';
import type { CaseDetail } from '../desk-api.ts';
import { readViews } from './case-history.ts';

const OPENINGS_SHOWN = 50;
/** A screen that is drawn anew is no new opening. */
const SAME_VISIT = 10 * 60 * 1000;

/** At which kiosks the case was opened, the newest first. */
export const readOpenings = async (db: Db, caseId: string): Promise<CaseDetail['openings']> => {
  const rows = await db
    .selectFrom('case_openings')
    .innerJoin('kiosks', 'kiosks.id', 'case_openings.kiosk_id')
    .select(['kiosks.name as place', 'at'])
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .limit(OPENINGS_SHOWN)
    .execute();
  return rows;
};

/** Notes that a kiosk opened the case. Answers when it was opened at any kiosk in an earlier visit. */
export const recordOpening = async (
  { db, ids, clock }: Pick<PortalContext, 'db' | 'ids' | 'clock'>,
  caseId: string,
  kioskId: string,
): Promise<number | undefined> => {
  const now = clock.now();
  const [last, before] = await db
    .selectFrom('case_openings')
    .select(['kiosk_id', 'at'])
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .limit(2)
    .execute();
  if (last?.kiosk_id === kioskId && now - last.at < SAME_VISIT) return before?.at;
  await db
    .insertInto('case_openings')
    .values({ id: ids.next(), case_id: caseId, kiosk_id: kioskId, at: now })
    .execute();
  return last?.at;
};

/** Everybody who has opened the case, as the citizen is told, the newest first. */
export const readHistory = async (db: Db, caseId: string): Promise<CaseOpening[]> => {
  const kiosks = await readOpenings(db, caseId);
  const officials = await readViews(db, caseId);
  const all: CaseOpening[] = [
    ...kiosks.map(({ place, at }) => ({ by: 'kiosk', place, at }) as const),
    ...officials.map(({ official, at }) => ({ by: 'official', ...official, at }) as const),
  ];
  return all.sort((one, other) => other.at - one.at).slice(0, OPENINGS_SHOWN);
};
