import {
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  type CaseDetails,
  type SubmissionContent,
} from '../../contract/sync-protocol.ts';
import type { PortalContext } from '../context.ts';
import { sealDirectly } from '../seals/direct-seal.ts';
import { readHistory } from './case-openings.ts';

/**
 * What the holder of the receipt is shown beside the state, and only when asked for: it is never
 * kept at a kiosk. Sealed like the state.
 */
export const sealCaseDetails = async (
  { db }: PortalContext,
  content: SubmissionContent,
  openedBefore: number | undefined,
): Promise<string> => {
  const { reference, serviceId, serviceVersion, answers, identity, caseAccess } = content;
  const details: CaseDetails = {
    v: PROTOCOL_VERSION,
    reference,
    serviceId,
    serviceVersion,
    answers,
    level: identity?.level ?? 'declared',
    openings: await readHistory(db, content.id),
    ...(openedBefore === undefined ? {} : { openedBefore }),
  };
  return sealDirectly(
    JSON.stringify(details),
    { typ: MESSAGE_TYPES.caseDetails, kid: caseAccess.lookupId },
    Buffer.from(caseAccess.key, 'base64url'),
  );
};
