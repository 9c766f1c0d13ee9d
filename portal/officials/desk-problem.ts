import { DESK_PROBLEMS, type DeskProblem, type DeskProblemName } from '../desk-api.ts';

type Extras = Pick<DeskProblem, 'fields' | 'retryAfter' | 'current'>;

/** What the desk is told when something is not done; the closed list of the desk's API. */
export class DeskProblemError extends Error {
  override readonly name = 'DeskProblemError';
  constructor(
    readonly problem: DeskProblemName,
    readonly extras: Extras = {},
  ) {
    super(problem);
  }

  get status(): number {
    return DESK_PROBLEMS[this.problem];
  }
}
