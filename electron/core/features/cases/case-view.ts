import { isFinal, type CaseStatus } from '../../../../contract/domain/case-status.ts';
import type { CitizenAct } from '../../../../contract/case-talk.ts';
import type { ReceptionState } from '../../../../contract/receptions.ts';
import type { Authority } from '../../../../contract/packs.ts';
import type { CaseDetails, CaseState } from '../../../../contract/sync-protocol.ts';
import type {
  CaseEvent,
  CaseMessageView,
  CaseView,
  Delivery,
  ServiceLink,
} from '../../../../contract/views.ts';
import type { Packs } from '../../packs/load-packs.ts';
import type { CaseNote } from '../../sealing/case-seals.ts';

export interface CaseKnowledge {
  /** What this kiosk noted at submission; absent for a case from elsewhere. */
  readonly note?: CaseNote | undefined;
  /** What the portal said last. */
  readonly state?: CaseState | undefined;
  /** What it shows beside the state, just now. */
  readonly details?: CaseDetails | undefined;
  /** What the citizen wrote at this kiosk and the portal's state does not tell yet. */
  readonly ownMessages: readonly CaseMessageView[];
  readonly delivery?: Delivery | undefined;
  /** When the portal's receipt came. */
  readonly receivedAt?: number | undefined;
  readonly heardAt?: number | undefined;
  readonly mayBeOld: boolean;
}

export type KnownPacks = Pick<Packs, 'authorities' | 'services' | 'receptions'>;

/** One view of a case from the kiosk's note and the portal's word; undefined when there is neither. */
export const toCaseView = (known: CaseKnowledge, packs: KnownPacks): CaseView | undefined => {
  if (known.state !== undefined) return fromPortal(known.state, known, packs);
  return known.note && fromKiosk(known.note, known, packs);
};

const nameOf = (authorities: readonly Authority[], id: string) => {
  const authority = authorities.find((one) => one.id === id);
  return authority === undefined ? {} : { authorityName: authority.name };
};

type TimelineStep = CaseState['timeline'][number];

const toEvent = (
  { status, at, text, until, startsAt, authorityId }: TimelineStep,
  { authorities }: KnownPacks,
): CaseEvent => ({
  status,
  at,
  ...(text !== undefined && { text }),
  ...(until !== undefined && { until }),
  ...(startsAt !== undefined && { startsAt }),
  ...(authorityId !== undefined && nameOf(authorities, authorityId)),
});

/** What there is to say about the time of a reception; one word at a time, until it has arrived. */
const timeActs = (
  reception: ReceptionState | undefined,
  messages: readonly CaseMessageView[],
): readonly CitizenAct[] => {
  if (reception === undefined) return [];
  const { appointment, confirmed, offers } = reception;
  const isSaying = messages.some(
    ({ act, delivery }) => TIME_ACTS.includes(act) && delivery !== 'received',
  );
  if (isSaying) return [];
  return [
    ...(offers.length > 0 ? (['take-time'] as const) : []),
    ...(appointment !== undefined && !confirmed ? (['confirm-time'] as const) : []),
    ...(appointment !== undefined || offers.length > 0 ? (['ask-time'] as const) : []),
  ];
};

const TIME_ACTS: readonly string[] = ['take-time', 'confirm-time', 'ask-time'];

/** What a citizen may still do; a withdrawn case takes nothing more. */
export const actsFor = (
  status: CaseStatus,
  messages: readonly CaseMessageView[],
  reception?: ReceptionState,
): readonly CitizenAct[] => {
  const withdrawing = messages.some(
    ({ act, delivery }) => act === 'withdraw' && delivery !== 'received',
  );
  if (status === 'answered' || status === 'declined') return ['ask-why', 'complain'];
  return isFinal(status) || withdrawing
    ? []
    : [...timeActs(reception, messages), 'reply', 'add-document', 'withdraw'];
};

/** Services that people often need after an answered one. */
export const followsOf = (
  state: CaseState,
  { services }: Pick<KnownPacks, 'services'>,
): readonly ServiceLink[] => {
  if (state.status !== 'answered') return [];
  const ids = services.get(state.serviceId ?? '')?.follows ?? [];
  return ids.flatMap((id) => {
    const service = services.get(id);
    return service === undefined ? [] : [{ id, title: service.passport.title }];
  });
};

/** What happened since the case was last opened, the citizen's own acts aside. */
export const newsOf = (
  timeline: readonly CaseEvent[],
  openedBefore: number | undefined,
): readonly CaseEvent[] =>
  openedBefore === undefined
    ? []
    : timeline.filter(
        ({ at, status }) =>
          at > openedBefore &&
          status !== 'info_given' &&
          status !== 'papers_added' &&
          status !== 'time_confirmed' &&
          status !== 'time_asked',
      );

const detailsOf = (
  details: CaseDetails | undefined,
  timeline: readonly CaseEvent[],
  { services, receptions }: KnownPacks,
): Pick<CaseView, 'details' | 'news'> => {
  if (details === undefined) return {};
  const { serviceId, answers, openings, openedBefore } = details;
  const news = newsOf(timeline, openedBefore);
  return {
    details: {
      answers,
      openings,
      questions: services.get(serviceId)?.questions ?? [],
      ...(services.get(serviceId)?.purpose === 'reception' && { receptions }),
    },
    ...(news.length > 0 && { news }),
  };
};

const fromPortal = (state: CaseState, known: CaseKnowledge, packs: KnownPacks): CaseView => {
  const { note, heardAt, mayBeOld, ownMessages, details } = known;
  const timeline = state.timeline.map((step) => toEvent(step, packs));
  const onTheWay = new Set(ownMessages.map(({ id }) => id));
  const messages = [
    ...(state.messages ?? [])
      .filter(({ id }) => !onTheWay.has(id))
      .map((message) => ({ ...message, delivery: 'received' }) as const),
    ...ownMessages,
  ];
  return {
    reference: state.reference,
    title: state.title,
    authorityId: state.authorityId,
    ...nameOf(packs.authorities, state.authorityId),
    status: state.status,
    timeline: [...savedEvent(note), ...timeline],
    registrationNumber: state.registrationNumber,
    answerBy: state.answerBy,
    ...(state.decision && { decision: state.decision }),
    ...(state.waitsFor && { waitsFor: state.waitsFor }),
    messages,
    ...detailsOf(details, timeline, packs),
    follows: followsOf(state, packs),
    ...(state.reception && { reception: state.reception }),
    acts: actsFor(state.status, messages, state.reception),
    ...(heardAt !== undefined && { asOf: heardAt }),
    mayBeOld,
  };
};

const fromKiosk = (note: CaseNote, known: CaseKnowledge, packs: KnownPacks): CaseView => {
  const { delivery, receivedAt, mayBeOld, ownMessages } = known;
  const { reference, title, authorityId } = note;
  const saved = {
    reference,
    title,
    authorityId,
    ...nameOf(packs.authorities, authorityId),
    timeline: savedEvent(note),
    messages: ownMessages,
    follows: [],
    mayBeOld,
    ...(note.reception && {
      reception: {
        confirmed: false,
        sequence: 0,
        offers: [],
        wishes: note.reception.times.map(({ slotId }) => slotId),
        ...(note.reception.certain && { appointment: note.reception.times[0] }),
        asked: note.reception,
      },
    }),
  };
  // A sealed copy leaves the queue only after its receipt, so one that is gone was received.
  if (delivery !== undefined && delivery.state !== 'received')
    return { ...saved, status: delivery.state, acts: isOnItsWay(delivery) ? ['add-document'] : [] };
  const { registrationNumber, answerBy } = delivery ?? {};
  return {
    ...saved,
    status: 'registered',
    acts: actsFor('registered', ownMessages),
    timeline: [...saved.timeline, ...at('registered', receivedAt)],
    ...(registrationNumber !== undefined && { registrationNumber }),
    ...(answerBy !== undefined && { answerBy }),
    ...(receivedAt !== undefined && { asOf: receivedAt }),
  };
};

/** Papers may follow what was only saved: they are sent after it. */
const isOnItsWay = ({ state }: Delivery): boolean => state === 'saved' || state === 'sending';

const savedEvent = (note: CaseNote | undefined): readonly CaseEvent[] => at('saved', note?.savedAt);

const at = (status: CaseEvent['status'], moment: number | undefined): readonly CaseEvent[] =>
  moment === undefined ? [] : [{ status, at: moment }];
