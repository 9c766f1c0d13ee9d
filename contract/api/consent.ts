import type { ConsentSheet } from '../consent.ts';
import { method, nothing } from './method.ts';

export const consentMethods = {
  /** What a person agrees to when sending anything, in all languages. */
  'consent.sheet': method<ConsentSheet>()({
    role: 'anyone',
    byHand: false,
    input: nothing,
    errors: ['not_found'],
  }),
} as const;
