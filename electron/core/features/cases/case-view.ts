import type { CaseState } from '../../../../contract/sync-protocol.ts';
import type { CaseEvent, CaseView, Delivery } from '../../../../contract/views.ts';
import type { CaseNote } from '../../sealing/case-seals.ts';

export interface CaseKnowledge {
  /** What this kiosk noted at submission; absent for a case from elsewhere. */
  readonly note?: CaseNote | undefined;
  /** What the portal said last. */
  readonly state?: CaseState | undefined;
  readonly delivery?: Delivery | undefined;
  /** When the portal's receipt came. */
  readonly receivedAt?: number | undefined;
  readonly heardAt?: number | undefined;
  readonly mayBeOld: boolean;
}

/** One view of a case from the kiosk's note and the portal's word; undefined when there is neither. */
export const toCaseView = (known: CaseKnowledge): CaseView | undefined => {
  if (known.state !== undefined) return fromPortal(known.state, known);
  return known.note && fromKiosk(known.note, known);
};

const fromPortal = (state: CaseState, { note, heardAt, mayBeOld }: CaseKnowledge): CaseView => ({
  reference: state.reference,
  title: state.title,
  authorityId: state.authorityId,
  status: state.status,
  timeline: [...savedEvent(note), ...state.timeline],
  registrationNumber: state.registrationNumber,
  answerBy: state.answerBy,
  ...(state.decision && { decision: state.decision }),
  ...(heardAt !== undefined && { asOf: heardAt }),
  mayBeOld,
});

const fromKiosk = (note: CaseNote, known: CaseKnowledge): CaseView => {
  const { delivery, receivedAt, mayBeOld } = known;
  const { reference, title, authorityId } = note;
  const saved = { reference, title, authorityId, timeline: savedEvent(note), mayBeOld };
  // A sealed copy leaves the queue only after its receipt, so one that is gone was received.
  if (delivery !== undefined && delivery.state !== 'received')
    return { ...saved, status: delivery.state };
  const { registrationNumber, answerBy } = delivery ?? {};
  return {
    ...saved,
    status: 'registered',
    timeline: [...saved.timeline, ...at('registered', receivedAt)],
    ...(registrationNumber !== undefined && { registrationNumber }),
    ...(answerBy !== undefined && { answerBy }),
    ...(receivedAt !== undefined && { asOf: receivedAt }),
  };
};

const savedEvent = (note: CaseNote | undefined): readonly CaseEvent[] => at('saved', note?.savedAt);

const at = (status: CaseEvent['status'], moment: number | undefined): readonly CaseEvent[] =>
  moment === undefined ? [] : [{ status, at: moment }];
