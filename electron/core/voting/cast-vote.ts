import { checkSurveyAnswers } from '../../../contract/domain/survey-answers.ts';
import type { SurveyAnswers, VoteClass } from '../../../contract/domain/survey.ts';
import type { MethodResult } from '../../../contract/kiosk-api.ts';
import { fail, ok } from '../../../contract/result.ts';
import type { IdentityLevel } from '../../../contract/packs.ts';
import { PROTOCOL_VERSION } from '../../../contract/sync-protocol.ts';
import { surveyPhase, type SurveyManifest } from '../../../contract/voting/manifest.ts';
import { VOTE_REQUEST_KIND, type VoteRequest } from '../../../contract/voting/registrar.ts';
import { formatTracker } from '../../../contract/voting/tracker.ts';
import type { VoteReceipt } from '../../../contract/voting/views.ts';
import { isEnough } from '../identity.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Ids, Random } from '../ports.ts';
import { sealSubmission } from '../sealing/seal-submission.ts';
import type { Store, StoreWriter } from '../store/store.ts';
import type { SubmissionQueue } from '../submission-queue.ts';
import type { KeptVotes } from './kept-votes.ts';
import { type PreparedVote, prepareVote } from './prepare-vote.ts';
import type { SurveyBook } from './survey-book.ts';
import type { AskedVote } from './vote-content.ts';
import type { VoteKeys } from './vote-keys.ts';
import type { voterTag } from './voter-tag.ts';

/** Who votes: typed, or from a sign-in that the portal can check. */
export type Voter =
  | { readonly class: 'declared'; readonly fin: string; readonly documentNo: string }
  | { readonly class: 'verified'; readonly fin: string; readonly proof: string };

export interface VoteToCast {
  readonly surveyId: string;
  /** Of the manifest that was answered. */
  readonly rev: number;
  readonly answers: SurveyAnswers;
  readonly voter: Voter;
  /** How sure it is who the voter is. */
  readonly level: IdentityLevel;
}

export interface CastOptions {
  readonly store: Store;
  readonly queue: Pick<SubmissionQueue, 'saveNotes'>;
  readonly book: Pick<SurveyBook, 'get'>;
  readonly votes: KeptVotes;
  readonly keys: VoteKeys;
  readonly random: Random;
  readonly ids: Ids;
  readonly time: KioskTime;
  readonly tagOf: typeof voterTag;
}

type Outcome = MethodResult<'votes.cast'>;

/** Thrown inside the change, so that nothing of it is kept. */
class VotedAlready extends Error {
  override readonly name = 'VotedAlready';
}

/** Whether this survey can be voted in now, by somebody of this class. */
const refusalOf = (
  manifest: SurveyManifest,
  { rev, voter, level }: VoteToCast,
  now: number,
): Outcome | undefined => {
  const phase = surveyPhase(manifest.times, now);
  if (phase === 'announced') return fail('survey_not_open');
  if (phase !== 'open') return fail('survey_closed');
  if (manifest.rev !== rev) return fail('survey_changed');
  const may = isEnough(level, manifest.content.level) && hasClass(manifest, voter.class);
  return may ? undefined : fail('level_needed');
};

const hasClass = (manifest: SurveyManifest, voteClass: VoteClass): boolean =>
  manifest.voteKeys.some((key) => key.class === voteClass);

/**
 * Checks, seals and saves a vote. What is durable when it resolves: the request for a token, sealed
 * to the registrar; the ballot, sealed to the ballot box; and that this person has voted here. All
 * in one change.
 */
export const castVote = async (options: CastOptions, vote: VoteToCast): Promise<Outcome> => {
  const { book, random, time } = options;
  const manifest = book.get(vote.surveyId);
  if (manifest === undefined) return fail('not_found');
  const refusal = refusalOf(manifest, vote, time.now());
  if (refusal !== undefined) return refusal;
  const checked = checkSurveyAnswers(manifest.content.questions, vote.answers);
  if (!checked.ok) return fail('answers_incomplete', { fields: checked.problems });
  const { voter } = vote;
  const prepared = await prepareVote(manifest, voter.class, checked.value, random);
  if (prepared === undefined) return fail('not_found');
  try {
    await save(options, manifest, voter, prepared);
  } catch (error) {
    if (error instanceof VotedAlready) return fail('already_voted');
    throw error;
  }
  return ok(receiptFor(manifest, voter.class, prepared.tracker));
};

const save = async (
  options: CastOptions,
  manifest: SurveyManifest,
  voter: Voter,
  prepared: PreparedVote,
): Promise<void> => {
  const { store, queue, votes, keys, ids, time } = options;
  const { surveyId } = manifest;
  const salt = store.data.surveyPins.get(surveyId)?.salt;
  if (salt === undefined) throw new Error('a survey without a pin cannot be voted in');
  const tag = await options.tagOf(voter.fin, surveyId, salt);
  const id = ids.next();
  const sealed = await sealSubmission(
    requestFor(id, manifest, voter, prepared),
    manifest.registrarJwk,
  );
  const asked = askedVote(id, surveyId, prepared, tag);
  const name = votes.newName();
  const key = await keys.lease(time.today());
  try {
    const note = { id, kind: VOTE_REQUEST_KIND, savedAt: time.now(), sealed };
    await queue.saveNotes([note], (writer: StoreWriter) => {
      if (writer.voters.get(tag) !== undefined) throw new VotedAlready();
      writer.voters.set(tag, { surveyId });
      votes.write(writer, name, asked, key);
    });
    votes.noted(name, asked);
  } finally {
    key.release();
  }
};

const requestFor = (
  id: string,
  { surveyId }: SurveyManifest,
  voter: Voter,
  { kid, blinded }: PreparedVote,
): VoteRequest => ({
  v: PROTOCOL_VERSION,
  id,
  kind: VOTE_REQUEST_KIND,
  surveyId,
  kid,
  blinded,
  ...voter,
});

const askedVote = (
  requestId: string,
  surveyId: string,
  { kid, rnd, sealed, tracker, inverse }: PreparedVote,
  voter: string,
): AskedVote => ({
  stage: 'asked',
  surveyId,
  kid,
  rnd,
  sealed,
  tracker,
  requestId,
  inverse,
  voter,
});

const receiptFor = (
  { surveyId, times }: SurveyManifest,
  voteClass: VoteClass,
  body: string,
): VoteReceipt => {
  const tracker = formatTracker(body);
  return { surveyId, tracker, qr: tracker, class: voteClass, graceUntil: times.graceUntil };
};
