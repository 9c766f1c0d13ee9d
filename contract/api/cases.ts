import * as v from 'valibot';
import { languageSchema } from '../languages.ts';
import type { PrintJob } from '../print-document.ts';
import type { CaseView } from '../views.ts';
import { method, typedCodeSchema } from './method.ts';

/** Following what was sent. */
export const casesMethods = {
  /** Opens a case by what is on the receipt. A wrong pair answers `not_found`, slower each time. */
  'cases.open': method<CaseView>()({
    role: 'citizen',
    input: v.strictObject({ reference: typedCodeSchema, code: typedCodeSchema }),
    errors: ['not_found', 'offline', 'too_many'],
  }),
  /** Puts a case on paper that this session has opened; asked with the same reference and code. */
  'cases.print': method<PrintJob>()({
    role: 'citizen',
    input: v.strictObject({
      reference: typedCodeSchema,
      code: typedCodeSchema,
      language: languageSchema,
    }),
    errors: ['not_found', 'offline', 'too_many', 'no_printer'],
  }),
} as const;
