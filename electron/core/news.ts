import type { KioskEvent } from '../../contract/kiosk-events.ts';
import type { KioskStatus } from '../../contract/views.ts';
import type { Session, Sessions } from './session.ts';
import type { StoreReader } from './store/store.ts';
import type { SubmissionQueue } from './submission-queue.ts';

/** Tells every screen what works, each time that has changed. */
export const createStatusNews = (sessions: Sessions, status: () => KioskStatus): (() => void) => {
  let told: KioskStatus | undefined;
  return () => {
    const now = status();
    if (told?.online === now.online && told.canSave === now.canSave) return;
    told = now;
    sessions.tell(() => ({ type: 'status_changed', status: now }));
  };
};

/** Tells those sessions of a submission's way that made it or have opened its case, and no other. */
export const tellDelivery = (
  sessions: Sessions,
  data: Pick<StoreReader, 'outbox'>,
  queue: Pick<SubmissionQueue, 'delivery'>,
  submissionIds: readonly string[],
): void => {
  for (const applicationId of submissionIds) {
    const delivery = queue.delivery(applicationId);
    if (delivery === undefined) continue;
    sessions.tell(({ citizen }) =>
      citizen?.receipts.has(applicationId)
        ? { type: 'delivery_changed', applicationId, delivery }
        : undefined,
    );
  }
  tellCases(
    sessions,
    submissionIds.flatMap((id) => data.outbox.get(id)?.lookupId ?? []),
  );
};

/** Tells of news about cases to the sessions that have opened them. */
export const tellCases = (sessions: Sessions, lookupIds: readonly string[]): void => {
  for (const lookupId of lookupIds) sessions.tell((session) => caseNews(session, lookupId));
};

const caseNews = ({ citizen }: Session, lookupId: string): KioskEvent | undefined => {
  const reference = citizen?.openedCases.get(lookupId);
  return reference === undefined ? undefined : { type: 'case_changed', reference };
};
