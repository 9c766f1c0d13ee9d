import { describe, expect, it } from 'vitest';
import {
  fieldBefore,
  stepAfter,
  stepInReview,
} from '../../../../renderer/src/stores/form-steps.ts';
import { nameChangeService } from '../../../support/renderer/name-change-service.ts';

const questions = nameChangeService.questions.slice(0, 3);
const [first = '', second = '', third = ''] = questions.map(({ field }) => field);

describe('steps of a form', () => {
  it('lead through the questions to the check page', () => {
    expect(stepAfter(questions, first)).toEqual({ kind: 'question', field: second });
    expect(stepAfter(questions, third)).toEqual({ kind: 'check' });
  });

  it('lead back to the first question and no further', () => {
    expect(fieldBefore(questions, second)).toBe(first);
    expect(fieldBefore(questions, first)).toBeUndefined();
  });

  it('lead from a change to what was never dealt with, else to the check page', () => {
    expect(stepInReview(questions, new Set([first, third]))).toEqual({
      kind: 'question',
      field: second,
    });
    expect(stepInReview(questions, new Set([first, second, third]))).toEqual({ kind: 'check' });
  });
});
