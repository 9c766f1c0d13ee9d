import { CompactEncrypt } from 'jose';
import {
  MESSAGE_TYPES,
  type CaseState,
  type SubmissionContent,
} from '../../contract/sync-protocol.ts';

/**
 * A case's state under the key that came with the submission: the kiosk passes it on without being
 * able to read it, the holder of the receipt can.
 */
export const sealCaseState = (
  state: CaseState,
  rev: number,
  access: SubmissionContent['caseAccess'],
): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(state)))
    .setProtectedHeader({
      alg: 'dir',
      enc: 'A256GCM',
      typ: MESSAGE_TYPES.caseState,
      kid: access.lookupId,
      rev,
    })
    .encrypt(Buffer.from(access.key, 'base64url'));
