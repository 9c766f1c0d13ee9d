import type { Ballot } from '../../../contract/voting/ballot.ts';
import type { SurveyContent, SurveyManifest } from '../../../contract/voting/manifest.ts';
import type { VoteAnswer, VoteRequest } from '../../../contract/voting/registrar.ts';
import { inTransaction } from '../../../portal/db/transactions.ts';
import type { VoteChannel } from '../../../portal/db/tables/voting.ts';
import { createVoting, type Voting } from '../../../portal/voting/create-voting.ts';
import { loadRoleKeys } from '../../../portal/voting/role-keys.ts';
import { systemPorts } from '../../../portal/system-ports.ts';
import {
  createMovableClock,
  type MovableClock,
  startTestPortal,
  type TestPortal,
} from '../portal/start-test-portal.ts';
import { surveyContent } from './sample-survey.ts';
import { createVoter, PROOF, proofOf, timesFrom, UNSEEN_PROOF } from './voters.ts';

/** The portal's three roles on a real database, with a clock that the test moves. */
export interface VotingRoles extends Voting {
  readonly portal: TestPortal;
  readonly clock: MovableClock;
  open(content?: Partial<SurveyContent>): Promise<SurveyManifest>;
  /** Asks the registrar as a kiosk's batch does: for the proof first, then in a transaction. */
  ask(request: VoteRequest, how?: { channel?: VoteChannel; castAt?: number }): Promise<VoteAnswer>;
  dispose(): Promise<void>;
}

export const startVotingRoles = async (databaseUrl?: string): Promise<VotingRoles> => {
  const clock = createMovableClock();
  const portal = await startTestPortal({
    ports: { clock },
    ...(databaseUrl !== undefined && { databaseUrl }),
  });
  const { context } = portal.portal;
  const keys = await loadRoleKeys(`${portal.dataFolder}/portal-keys.json`, systemPorts().random);
  const voting = createVoting({
    context,
    keys,
    publish: () => Promise.resolve(),
    mix: () => context.mixing.now(),
    checkProof: (proof, _fin, at) => {
      if (proof === UNSEEN_PROOF) return Promise.resolve('later');
      const isGood = proof === PROOF || proof === proofOf(at);
      return Promise.resolve(isGood ? 'proved' : 'not_proved');
    },
  });
  return {
    ...voting,
    portal,
    clock,
    open: (content) =>
      voting.surveys.open({ content: surveyContent(content), times: timesFrom(clock.now()) }),
    ask: async (request, { channel = 'kiosk', castAt = clock.now() } = {}) => {
      const { registrar } = voting;
      const arrival = { channel, castAt, now: clock.now() };
      const proof = await registrar.askForProof(context.db, request, arrival);
      const answer = await inTransaction(context.db, (tx) =>
        registrar.decide(tx, request, arrival, proof),
      );
      if (answer.status === 'later') throw new Error('the registrar cannot decide now');
      return answer;
    },
    dispose: () => portal.dispose(),
  };
};

/** The ballot of somebody who was given a token. Throws when the registrar refused. */
export const ballotOf = async (
  roles: VotingRoles,
  manifest: SurveyManifest,
  options: Parameters<typeof createVoter>[1] = {},
): Promise<Ballot> => {
  const voter = await createVoter(manifest, options);
  const answer = await roles.ask(voter.request);
  if (answer.status !== 'signed') throw new Error(`refused: ${answer.reason}`);
  const ballot = voter.ballot(answer.blindSig);
  if (ballot === undefined) throw new Error('no signature came of it');
  return ballot;
};
