import type { CheckLevel } from '../../../../../contract/findings.ts';

/** What a person answers to a question about what they see and hear. */
export type YesNo = 'yes' | 'no';

export const answerOf = (result: CheckLevel | undefined): YesNo | undefined =>
  result && (result === 'pass' ? 'yes' : 'no');

export const resultOf = (answer: YesNo): CheckLevel => (answer === 'yes' ? 'pass' : 'fail');
