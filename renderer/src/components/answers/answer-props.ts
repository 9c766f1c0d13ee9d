import type { Question } from '../../../../contract/packs.ts';

/** What a field that answers a question is told. */
export interface AnswerProps {
  readonly question: Question;
  readonly invalid: boolean;
  /** Ids of the hint and of what is wrong. */
  readonly describedBy: string | undefined;
}
