import { CompactEncrypt } from 'jose';
import type { NoteContent } from '../../../contract/note-content.ts';
import {
  MESSAGE_TYPES,
  type PublicJwk,
  type SubmissionContent,
} from '../../../contract/sync-protocol.ts';
import { paddedJson } from './padding.ts';

/** Seals a submission or a note to the portal; this kiosk cannot open the result. Compact JWE (RFC 7516). */
export const sealSubmission = (
  content: SubmissionContent | NoteContent,
  key: PublicJwk,
): Promise<string> =>
  new CompactEncrypt(paddedJson(content))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      typ: MESSAGE_TYPES.submission,
      kid: key.kid,
      id: content.id,
      kind: content.kind,
    })
    .encrypt(key);
