import type { SurveyAnswers, VoteClass } from '../../../contract/domain/survey.ts';
import type { Ballot } from '../../../contract/voting/ballot.ts';
import type { SurveyManifest, SurveyTimes } from '../../../contract/voting/manifest.ts';
import type { VoteRequest } from '../../../contract/voting/registrar.ts';
import { finalise, readBlindKey } from '../../../electron/core/voting/blind-rsa.ts';
import {
  messageFor,
  type PreparedVote,
  prepareVote,
} from '../../../electron/core/voting/prepare-vote.ts';
import { realRandom } from '../store/store-ports.ts';
import { SOME_ANSWERS } from './sample-survey.ts';

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** Open for a day from now, a day of grace, another for ballots. */
export const timesFrom = (now: number): SurveyTimes => ({
  opens: now,
  closes: now + DAY,
  graceUntil: now + 2 * DAY,
  ballotsUntil: now + 3 * DAY,
});

export const PROOF = 'a good proof';
/** A proof that nobody can look at now: the provider is away. */
export const UNSEEN_PROOF = 'a proof that nobody can look at';
/** A proof that is good at this moment only. */
export const proofOf = (moment: number): string => `a proof of ${moment}`;

let count = 0;
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** Another person each time. */
export const newFin = (): string => {
  count += 1;
  let rest = count;
  let fin = '';
  for (let place = 0; place < 7; place += 1) {
    fin = ALPHABET.charAt(rest % ALPHABET.length) + fin;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return fin;
};

export interface VoterDouble {
  readonly request: VoteRequest;
  readonly prepared: PreparedVote;
  /** The ballot, once the registrar's signature is there. Undefined when it is not one. */
  ballot(blindSig: string): Ballot | undefined;
}

/** Somebody who votes as a kiosk does, without a kiosk. */
export const createVoter = async (
  manifest: SurveyManifest,
  options: { answers?: SurveyAnswers; fin?: string; class?: VoteClass; id?: string } = {},
): Promise<VoterDouble> => {
  const { answers = SOME_ANSWERS, fin = newFin(), id = crypto.randomUUID() } = options;
  const voteClass = options.class ?? 'declared';
  const prepared = await prepareVote(manifest, voteClass, answers, realRandom);
  if (prepared === undefined) throw new Error('the survey has no such key');
  const { surveyId } = manifest;
  const { kid, rnd, sealed } = prepared;
  return {
    prepared,
    request: {
      v: 1,
      kind: 'vote-auth',
      id,
      surveyId,
      kid,
      fin,
      blinded: prepared.blinded,
      class: voteClass,
      ...(voteClass === 'declared' ? { documentNo: 'AA1234567' } : { proof: PROOF }),
    },
    ballot: (blindSig) => {
      const voteKey = manifest.voteKeys.find((key) => key.kid === kid);
      const key = readBlindKey(Buffer.from(voteKey?.spki ?? '', 'base64url'));
      const message = messageFor({ surveyId, kid, rnd, sealed });
      const sig =
        key &&
        finalise(
          key,
          message,
          Buffer.from(blindSig, 'base64url'),
          Buffer.from(prepared.inverse, 'base64url'),
        );
      return (
        sig && {
          v: 1,
          type: 'ballot',
          surveyId,
          kid,
          rnd,
          sealed,
          sig: Buffer.from(sig).toString('base64url'),
        }
      );
    },
  };
};
