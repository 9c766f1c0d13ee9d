import * as v from 'valibot';
import { MESSAGE_LENGTH, SPOKEN_ACTS } from '../case-talk.ts';
import { languageSchema } from '../languages.ts';
import { slotIdSchema } from '../receptions.ts';
import type { PrintJob } from '../print-document.ts';
import type { CaseView, OwnCases, PapersToAdd } from '../views.ts';
import { method, submissionIdSchema, typedCodeSchema } from './method.ts';

/** Following what was sent. */
export const casesMethods = {
  /** Opens a case by what is on the receipt. A wrong pair answers `not_found`, slower each time. */
  'cases.open': method<CaseView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ reference: typedCodeSchema, code: typedCodeSchema }),
    errors: ['not_found', 'offline', 'too_many'],
  }),
  /** A case that this session has opened before, or that `cases.listOwn` has listed. The screen asks by itself too, when something has come. */
  'cases.openAgain': method<CaseView>()({
    role: 'citizen',
    byHand: false,
    input: v.strictObject({ reference: typedCodeSchema }),
    errors: ['not_found', 'offline', 'too_many'],
  }),
  /**
   * Puts a case on paper; asked with the same reference and code, or without the code for a case that
   * this session has opened.
   */
  'cases.print': method<PrintJob>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      reference: typedCodeSchema,
      code: v.optional(typedCodeSchema),
      language: languageSchema,
    }),
    errors: ['not_found', 'offline', 'too_many', 'no_printer'],
  }),
  /**
   * All cases of a person who has signed in by phone, asked of the portal. Only those that were sent
   * with a card seen by staff or after a sign-in: a typed FIN may be anybody's.
   */
  'cases.listOwn': method<OwnCases>()({
    role: 'citizen',
    byHand: false,
    input: v.strictObject({}),
    errors: ['identity_needed', 'offline', 'too_many'],
  }),
  /**
   * Writes in an opened case; saved on this kiosk when it answers, and sent by itself. The same words
   * again in one session are one message.
   */
  'cases.send': method<CaseView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      reference: typedCodeSchema,
      act: v.picklist(SPOKEN_ACTS),
      /** Of a reception: the time that is confirmed or taken. */
      slotId: v.optional(slotIdSchema),
      /** May be empty to withdraw or to ask why. */
      text: v.pipe(v.string(), v.trim(), v.maxLength(MESSAGE_LENGTH)),
    }),
    errors: [
      'not_found',
      'offline',
      'too_many',
      'case_closed',
      'not_set_up',
      'storage_full',
      'storage_failed',
    ],
  }),
  /**
   * Begins adding papers to an opened case, or goes on with those that were not sent yet. Pages and
   * files come by `documents.*` under the id that it answers.
   */
  'cases.beginPapers': method<PapersToAdd>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ reference: typedCodeSchema }),
    errors: ['not_found', 'offline', 'too_many', 'case_closed'],
  }),
  /** Sends what was added under this id, once: asked again it answers the case. Saved on this kiosk when it answers. */
  'cases.sendPapers': method<CaseView>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ applicationId: submissionIdSchema }),
    errors: [
      'not_found',
      'offline',
      'too_many',
      'case_closed',
      'not_set_up',
      'storage_full',
      'storage_failed',
    ],
  }),
} as const;
