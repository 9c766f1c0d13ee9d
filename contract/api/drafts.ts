import * as v from 'valibot';
import type { DraftView, ResumeSlip } from '../views.ts';
import { languageSchema } from '../languages.ts';
import { answersSchema } from '../packs.ts';
import type { PrintJob } from '../print-document.ts';
import { method, submissionIdSchema, typedCodeSchema } from './method.ts';

/** Putting an application aside on this kiosk, and taking it up again with the slip. */
export const draftsMethods = {
  /** Durable when it answers. The kiosk itself cannot read what it keeps; an earlier slip of the same application ends. */
  'drafts.keep': method<ResumeSlip>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ applicationId: submissionIdSchema, answers: answersSchema }),
    errors: ['not_found', 'storage_full', 'storage_failed'],
  }),
  /** The slip that this session got last for an application. */
  'drafts.print': method<PrintJob>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ applicationId: submissionIdSchema, language: languageSchema }),
    errors: ['not_found', 'no_printer'],
  }),
  /** Once: the kept copy is gone when it answers. A wrong pair answers `not_found`, slower each time. */
  'drafts.restore': method<DraftView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ number: typedCodeSchema, code: typedCodeSchema }),
    errors: ['not_found', 'service_withdrawn', 'not_set_up', 'storage_full', 'storage_failed'],
  }),
} as const;
