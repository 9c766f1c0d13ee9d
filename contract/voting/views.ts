import type { VoteClass } from '../domain/survey.ts';
import { VOTE_REFUSALS } from './registrar.ts';

/** What a voter takes along; nowhere the choice. */
export interface VoteReceipt {
  readonly surveyId: string;
  /** "K7M2-QX94-HB3T-0ZPA-7C" */
  readonly tracker: string;
  /** Text of the QR code: the tracker alone. */
  readonly qr: string;
  readonly class: VoteClass;
  /** Until when the vote must have been confirmed. Milliseconds since the Unix epoch. */
  readonly graceUntil: number;
}

/**
 * How far a vote has come, as far as this kiosk knows:
 * `saved` on this kiosk, the portal has not confirmed yet that this person may vote;
 * `confirmed` the token is here, the ballot leaves with others, mixed;
 * `counted` it stands in the published list;
 * `refused` it was not and will not be counted, with the reason;
 * `unlisted` not (or no longer) on this kiosk and not in the list: it may be on its way, or cast elsewhere.
 */
export type VoteState = 'saved' | 'confirmed' | 'counted' | 'refused' | 'unlisted';

/**
 * Reasons for `refused`: the registrar's; `too_late` when the ballot box was already shut;
 * `ballot_refused` or `answer_unusable` when the portal did what it never should: staff must know.
 */
export const VOTE_STOPS = [
  ...VOTE_REFUSALS,
  'too_late',
  'ballot_refused',
  'answer_unusable',
] as const;
export type VoteStopped = (typeof VOTE_STOPS)[number];

export interface VoteFinding {
  readonly state: VoteState;
  readonly reason?: VoteStopped;
  readonly surveyId?: string;
  /** Of the published list in which it was looked for; milliseconds since the Unix epoch. */
  readonly listAsOf?: number;
}
