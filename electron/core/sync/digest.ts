import { hash } from 'node:crypto';

/** SHA-256 of bytes or UTF-8 text in base64url without padding. */
export const digestOf = (text: string | Uint8Array): string => hash('sha256', text, 'base64url');

/** What the first batch of a chain names as its predecessor. */
export const NO_PREDECESSOR = digestOf('');
