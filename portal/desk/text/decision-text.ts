import * as v from 'valibot';
import { decisionTextSchema } from '../../desk-api.ts';

/** Longest text that the portal takes, in UTF-16 units. */
export const LONGEST_DECISION = 10_000;

/** Why a text cannot be sent; message keys under `decide.fault`. */
export type TextFault = 'empty' | 'long' | 'unwanted';

/** What is wrong with an answer or a reason, by the portal's own schema; undefined when it can be sent. */
export const textFault = (text: string): TextFault | undefined => {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > LONGEST_DECISION) return 'long';
  return v.is(decisionTextSchema, text) ? undefined : 'unwanted';
};

/** Without the invisible signs that word processors leave behind and the portal refuses. */
export const withoutUnwanted = (text: string): string =>
  Array.from(text.replaceAll('\u2028', '\n').replaceAll('\v', '\n'))
    .filter((sign) => textFault(`a${sign}a`) === undefined)
    .join('');
