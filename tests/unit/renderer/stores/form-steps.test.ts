import { describe, expect, it } from 'vitest';
import {
  fieldBefore,
  isCountCertain,
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

describe('the number of questions', () => {
  const certain = (field: string) => isCountCertain(nameChangeService, field);

  it('is not certain while an answer, or what is derived from one, can still add a question', () => {
    expect(certain('authority')).toBe(false);
    expect(certain('childBirthDate')).toBe(false);
  });

  it('is certain once what adds questions was answered', () => {
    expect(certain('childConsents')).toBe(true);
    expect(certain('phone')).toBe(true);
  });

  it('is not certain before the authority whose map may ask for a place', () => {
    const [authority, ...others] = nameChangeService.questions;
    const place = { ...others.at(-1)!, field: 'place', kind: 'place' as const };
    const phone = { ...others.at(-1)!, field: 'tel' };
    const pack = { ...nameChangeService, questions: [authority!, phone, place] };
    expect(isCountCertain(pack, 'authority')).toBe(false);
    expect(isCountCertain(pack, 'tel')).toBe(true);
  });
});
