import * as v from 'valibot';
import type { AuditView } from '../audit.ts';
import { method, nothing } from './method.ts';

/** What staff did at this kiosk. */
export const auditMethods = {
  /** A page of lines, newest first, and whether the whole chain holds. */
  'audit.view': method<AuditView>()({
    role: 'senior',
    byHand: true,
    input: v.strictObject({ before: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))) }),
    errors: [],
  }),
  /** Writes all lines with their links to the agreed folder, one JSON a line. */
  'audit.export': method<{ readonly file: string; readonly lines: number }>()({
    role: 'senior',
    byHand: true,
    input: nothing,
    errors: ['no_medium', 'storage_failed', 'storage_full'],
  }),
} as const;
