import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** SHA-256 in base64url, as all digests of the protocol. */
export const digestOf = (data: string | Uint8Array): string => hash('sha256', data, 'base64url');

/** HMAC-SHA256 in base64url. `purpose` keeps tags of different kinds apart. */
export const tagOf = (key: Uint8Array, purpose: string, text: string): string =>
  createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url');

/** Compares without telling by its time how much was right. */
export const isSameText = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};
