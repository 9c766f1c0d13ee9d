import * as v from 'valibot';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import { type VoteAnswer, voteAnswerSchema } from '../../../contract/voting/registrar.ts';
import type { Log } from '../ports.ts';
import type { StoreWriter } from '../store/store.ts';
import type { Settled } from '../submission-queue.ts';
import { finalise, readBlindKey } from './blind-rsa.ts';
import type { KeptVotes } from './kept-votes.ts';
import { messageFor } from './prepare-vote.ts';
import type { SurveyBook } from './survey-book.ts';
import type { AskedVote, ReadyVote } from './vote-content.ts';

export interface SettleOptions {
  readonly votes: KeptVotes;
  readonly book: Pick<SurveyBook, 'accepted'>;
  readonly log: Log;
}

const answerSchema = v.pipe(v.string(), v.parseJson(), voteAnswerSchema);

/** The registrar's word, if it is one about this very request. */
const parseAnswer = (id: string, answer: string | undefined): VoteAnswer | undefined => {
  const parsed = v.safeParse(answerSchema, answer);
  return parsed.success && parsed.output.id === id ? parsed.output : undefined;
};

/** The ballot with its token, or undefined when the blind signature is not one over it. */
const finished = (
  { surveyId, kid, rnd, sealed, tracker, inverse }: AskedVote,
  manifest: SurveyManifest | undefined,
  blindSig: string,
): ReadyVote | undefined => {
  const ballot = { surveyId, kid, rnd, sealed, tracker };
  const voteKey = manifest?.voteKeys.find((listed) => listed.kid === kid);
  const key = voteKey && readBlindKey(Buffer.from(voteKey.spki, 'base64url'));
  const sig =
    key &&
    finalise(
      key,
      messageFor(ballot),
      Buffer.from(blindSig, 'base64url'),
      Buffer.from(inverse, 'base64url'),
    );
  return sig && { stage: 'ready', ...ballot, sig: Buffer.from(sig).toString('base64url') };
};

/**
 * Takes the portal's answer to a request for a token, in the very change that notes it: afterwards
 * either the ballot can be sent, or the vote is stopped and the reason is kept. Heard again, it does
 * nothing.
 */
export const createSettleVote =
  ({ votes, book, log }: SettleOptions) =>
  (writer: StoreWriter, settled: Settled): void => {
    const asked = votes.asked(settled.id);
    if (asked === undefined || writer.votes.get(asked.name) === undefined) return;
    const { name, vote } = asked;
    if (settled.status === 'refused') return; // set aside: staff may offer it again
    const answer = parseAnswer(settled.id, settled.answer);
    if (answer?.status === 'refused') {
      votes.stop(writer, name, vote, answer.reason);
      if (answer.reason !== 'already_voted') writer.voters.delete(vote.voter);
      return;
    }
    const ready = answer && finished(vote, book.accepted(vote.surveyId), answer.blindSig);
    if (ready !== undefined) votes.replace(writer, name, ready);
    else {
      log.error('votes.answer_unusable', { survey: vote.surveyId });
      votes.stop(writer, name, vote, 'answer_unusable');
    }
  };
