import type { PortalStatus } from '../../contract/domain/case-status.ts';
import {
  PROTOCOL_VERSION,
  type CaseState,
  type SubmissionContent,
} from '../../contract/sync-protocol.ts';

/** What the portal knows of a case beside the submission itself. */
export interface CaseFacts {
  readonly number: string;
  readonly registeredOn: string;
  readonly answerBy: string;
  readonly timeline: readonly { readonly status: PortalStatus; readonly at: number }[];
  readonly decision?: NonNullable<CaseState['decision']>;
  readonly at: number;
}

/** The state as the citizen will read it: the last step of the timeline is where the case stands. */
export const toCaseState = (content: SubmissionContent, facts: CaseFacts): CaseState => ({
  v: PROTOCOL_VERSION,
  reference: content.reference,
  title: content.serviceTitle,
  authorityId: content.authorityId,
  registrationNumber: facts.number,
  registeredOn: facts.registeredOn,
  answerBy: facts.answerBy,
  status: facts.timeline.at(-1)?.status ?? 'registered',
  timeline: [...facts.timeline],
  ...(facts.decision === undefined ? {} : { decision: facts.decision }),
  at: facts.at,
});
