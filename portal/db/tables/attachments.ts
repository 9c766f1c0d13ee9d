import type { KeptType } from '../../../contract/documents.ts';

/** `whole`: every part is here and the hash is right. `damaged`: every part is here and it is not. */
export type AttachmentState = 'coming' | 'whole' | 'damaged';

export interface AttachmentTables {
  /** Files of submissions, from their first part on. */
  attachments: {
    file_id: string;
    submission_id: string;
    media_type: KeptType;
    bytes: number;
    count: number;
    /** HMAC of the file's SHA-256: parts of one file agree on it, and it names no file to others. */
    hash_tag: string;
    state: AttachmentState;
    received_at: number;
  };
  attachment_parts: {
    /** The note's id. */
    id: string;
    file_id: string;
    index: number;
    /** The JWE as it came. */
    sealed: string;
  };
}
