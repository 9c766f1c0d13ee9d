import * as v from 'valibot';
import { surveyAnswersSchema } from '../domain/survey.ts';
import { languageSchema } from '../languages.ts';
import { identifierSchema } from '../packs.ts';
import type { PrintJob } from '../print-document.ts';
import type { VoteFinding, VoteReceipt } from '../voting/views.ts';
import { method } from './method.ts';

const typed = v.pipe(v.string(), v.maxLength(40));

/** Voting in a survey so that nobody can tell how. The answers hold what a voter may take along, never the choice. */
export const votesMethods = {
  /**
   * Seals the ballot and saves it; answers only after that. Asked again in the same session by the
   * same person, it answers the first receipt and saves nothing.
   */
  'votes.cast': method<VoteReceipt>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({
      surveyId: identifierSchema,
      /** Of the survey that was shown; another one has come meanwhile: `survey_changed`. */
      rev: v.pipe(v.number(), v.safeInteger()),
      answers: surveyAnswersSchema,
      /**
       * Left out: the person who signed in. Without a FIN: the person whose card staff have seen,
       * who in a survey that asks for a shown card is the only one that votes.
       */
      voter: v.optional(v.strictObject({ fin: v.optional(typed), documentNo: typed })),
    }),
    errors: [
      'not_found',
      'survey_not_open',
      'survey_closed',
      'survey_changed',
      'answers_incomplete',
      'already_voted',
      'level_needed',
      'storage_full',
      'storage_failed',
    ],
  }),
  /** Looks a tracker up in the published lists and among the votes on this kiosk. A mistyped one is `bad_input`. */
  'votes.findTracker': method<VoteFinding>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ tracker: typed }),
    errors: [],
  }),
  /** A tracker on paper. It names neither voter nor choice; a mistyped one is `bad_input`. */
  'votes.print': method<PrintJob>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ surveyId: identifierSchema, tracker: typed, language: languageSchema }),
    errors: ['not_found', 'no_printer'],
  }),
} as const;
