import {
  MESSAGE_TYPES,
  type CaseState,
  type SubmissionContent,
} from '../../contract/sync-protocol.ts';
import { sealDirectly } from './direct-seal.ts';

/**
 * A case's state under the key that came with the submission: the kiosk passes it on without being
 * able to read it, the holder of the receipt can.
 */
export const sealCaseState = (
  state: CaseState,
  rev: number,
  access: SubmissionContent['caseAccess'],
): string =>
  sealDirectly(
    JSON.stringify(state),
    { typ: MESSAGE_TYPES.caseState, kid: access.lookupId, rev },
    Buffer.from(access.key, 'base64url'),
  );
