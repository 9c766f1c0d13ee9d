import type { Language } from '../../contract/languages.ts';
import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import { writeChange } from '../cases/write-change.ts';
import type { PortalContext, Tx } from '../context.ts';
import { publishTimes } from './publish-times.ts';
import { holdOthers, takeLeased } from './take-slot.ts';

/** Said where the authority has closed the time and given no words, or the promise was not the kiosk's to give. */
const FELL_AWAY: Readonly<Record<Language, string>> = {
  az: 'Üzr istəyirik: bu vaxt artıq mümkün deyil. Zəhmət olmasa, başqa vaxt seçin.',
  ru: 'Просим прощения: это время больше невозможно. Пожалуйста, выберите другое.',
  en: 'We are sorry: this time is no longer possible. Please choose another one.',
};

type Asked = NonNullable<SubmissionContent['reception']>;

const readCase = (tx: Tx, caseId: string) =>
  tx.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow();

const closedReason = async (tx: Tx, slotId: string): Promise<string | undefined> => {
  const slot = await tx
    .selectFrom('reception_slots')
    .select('closed_reason')
    .where('slot_id', '=', slotId)
    .executeTakeFirst();
  return slot?.closed_reason ?? undefined;
};

/** Whoever was told "certain" either has the time, or is told at once that it fell away, with others to choose from. */
const keepPromise = async (
  context: PortalContext,
  tx: Tx,
  content: SubmissionContent,
  { officialId, topicId, wishes, lease }: Asked,
): Promise<void> => {
  const { id: caseId, authorityId } = content;
  const [slotId] = wishes;
  if (lease === undefined || slotId === undefined) return;
  const at = context.clock.now();
  const row = await readCase(tx, caseId);
  const taken = await takeLeased(tx, { caseId, authorityId, slotId, now: at }, lease);
  if (taken !== undefined) {
    const step = { status: 'scheduled', startsAt: taken.starts_at, at } as const;
    await writeChange(context, tx, row, content, { step, set: { status: 'scheduled' }, at });
    return;
  }
  await holdOthers(context, tx, { caseId, authorityId, officialId, topicId, now: at });
  const text = (await closedReason(tx, slotId)) ?? FELL_AWAY[content.language];
  await writeChange(context, tx, row, content, {
    step: { status: 'times_offered', text, at },
    set: { status: 'considering', waits_for_citizen: true },
    at,
  });
  context.log.warn('reception.promise_not_kept', { case: caseId });
};

/**
 * What a batch's new receptions ask for. To be called in the transaction that registered them, with
 * the kiosk's row locked and its change number moved on.
 */
export const bookReceptions = async (
  context: PortalContext,
  tx: Tx,
  contents: readonly SubmissionContent[],
): Promise<void> => {
  const changed = new Set<string>();
  for (const content of contents) {
    const { reception: asked } = content;
    if (asked === undefined) continue;
    await tx
      .insertInto('reception_cases')
      .values({
        case_id: content.id,
        official_id: asked.officialId,
        topic_id: asked.topicId,
        wishes: JSON.stringify(asked.wishes),
        confirmed: false,
        sequence: 0,
      })
      .execute();
    await keepPromise(context, tx, content, asked);
    if (asked.lease !== undefined) changed.add(content.authorityId);
  }
  for (const authorityId of [...changed].sort()) await publishTimes(context, tx, authorityId);
};
