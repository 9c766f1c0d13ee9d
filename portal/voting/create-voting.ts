import { type BallotBox, createBallotBox } from './ballot-box/ballot-box.ts';
import { type BoardRole, createBoard } from './board/board.ts';
import type { ProofCheck } from './registrar/identity.ts';
import { createRegistrar, type Registrar } from './registrar/registrar.ts';
import type { RoleKeys } from './role-keys.ts';
import { createSurveyRecords } from './survey-records.ts';
import { createSurveys, type Publish, type Surveys, type SurveysOptions } from './surveys.ts';

export interface Voting {
  readonly registrar: Registrar;
  readonly ballotBox: BallotBox;
  readonly board: BoardRole;
  readonly surveys: Surveys;
}

export interface VotingOptions {
  readonly context: SurveysOptions['context'];
  readonly keys: RoleKeys;
  readonly publish: Publish;
  readonly checkProof: ProofCheck;
  readonly mix: SurveysOptions['mix'];
}

/** The three roles, each with its own keys only, and what opens and closes surveys. */
export const createVoting = ({
  context,
  keys,
  publish,
  checkProof,
  mix,
}: VotingOptions): Voting => {
  const records = createSurveyRecords();
  const registrar = createRegistrar({ keys: keys.registrar, surveys: records, checkProof });
  const ballotBox = createBallotBox({ keys: keys.ballotBox, surveys: records });
  const board = createBoard(keys.board);
  const surveys = createSurveys({ context, records, registrar, ballotBox, board, publish, mix });
  return { registrar, ballotBox, board, surveys };
};
