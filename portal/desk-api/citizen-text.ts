import * as v from 'valibot';

/** Control characters and bidirectional overrides have no place in a letter to a citizen. */
const UNWANTED = /[^\P{Cc}\t\n\r]|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

export const decisionTextSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(10_000),
  v.check((text) => !UNWANTED.test(text), 'unwanted characters'),
);
