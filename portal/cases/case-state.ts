import { MESSAGES_SHOWN, type CaseMessage, type WaitsFor } from '../../contract/case-talk.ts';
import {
  isAnswerDue,
  isFinal,
  type PortalStatus,
  type TimelineStatus,
} from '../../contract/domain/case-status.ts';
import type { ReceptionState } from '../../contract/receptions.ts';
import {
  PROTOCOL_VERSION,
  type CaseState,
  type SubmissionContent,
} from '../../contract/sync-protocol.ts';
import { fitState } from './fit-state.ts';

/** What the portal knows of a case beside the submission itself. */
export interface CaseFacts {
  readonly number: string;
  readonly authorityId: string;
  readonly registeredOn: string;
  readonly answerBy: string;
  readonly status: PortalStatus;
  readonly waitsForCitizen: boolean;
  readonly timeline: readonly {
    readonly status: TimelineStatus;
    readonly at: number;
    readonly text?: string | undefined;
    readonly until?: string | undefined;
    readonly authorityId?: string | undefined;
    readonly startsAt?: number | undefined;
  }[];
  readonly messages: readonly CaseMessage[];
  readonly decision?: CaseState['decision'];
  /** Left out: as it was asked for. */
  readonly reception?: ReceptionState | undefined;
  readonly at: number;
}

/** UTF-8 bytes of all messages in a state; the oldest go first. */
const MOST_BYTES = 40_000;

const newestMessages = (messages: readonly CaseMessage[]): CaseMessage[] => {
  let bytes = 0;
  const newest = messages.slice(-MESSAGES_SHOWN).reverse();
  const end = newest.findIndex((message) => {
    bytes += Buffer.byteLength(JSON.stringify(message));
    return bytes > MOST_BYTES;
  });
  return (end === -1 ? newest : newest.slice(0, end)).reverse();
};

export const waitsFor = ({
  status,
  waitsForCitizen,
  answerBy,
}: Pick<CaseFacts, 'status' | 'waitsForCitizen' | 'answerBy'>): WaitsFor | undefined => {
  if (waitsForCitizen && !isFinal(status)) return { who: 'citizen', until: answerBy };
  return isAnswerDue(status) ? { who: 'authority', until: answerBy } : undefined;
};

/** Before anything has come of it. */
const asAsked = ({ reception }: SubmissionContent): ReceptionState | undefined =>
  reception && { confirmed: false, sequence: 0, offers: [], wishes: [...reception.wishes] };

/** The state as the citizen will read it; never longer than kiosks take. */
export const toCaseState = (content: SubmissionContent, facts: CaseFacts): CaseState => {
  const waits = waitsFor(facts);
  const messages = newestMessages(facts.messages);
  const reception = facts.reception ?? asAsked(content);
  const state: CaseState = {
    v: PROTOCOL_VERSION,
    reference: content.reference,
    title: content.serviceTitle,
    serviceId: content.serviceId,
    authorityId: facts.authorityId,
    registrationNumber: facts.number,
    registeredOn: facts.registeredOn,
    answerBy: facts.answerBy,
    status: facts.status,
    timeline: facts.timeline.map(({ status, at, text, until, authorityId, startsAt }) => ({
      status,
      at,
      ...(text === undefined ? {} : { text }),
      ...(until === undefined ? {} : { until }),
      ...(authorityId === undefined ? {} : { authorityId }),
      ...(startsAt === undefined ? {} : { startsAt }),
    })),
    ...(messages.length === 0 ? {} : { messages }),
    ...(reception === undefined ? {} : { reception }),
    ...(waits === undefined ? {} : { waitsFor: waits }),
    ...(facts.decision === undefined ? {} : { decision: facts.decision }),
    at: facts.at,
  };
  return fitState(state, content.language);
};
