import { describe, expect, it } from 'vitest';
import { waitsFor } from '../../../portal/cases/case-state.ts';

const answerBy = '2026-12-17';

describe('whom a case waits for', () => {
  it('is nobody once a reception has its time: the citizen comes, and no answer is due', () => {
    expect(waitsFor({ status: 'scheduled', waitsForCitizen: false, answerBy })).toBeUndefined();
  });

  it('is the citizen, whatever the state, when the citizen was asked', () => {
    for (const status of ['considering', 'scheduled'] as const)
      expect(waitsFor({ status, waitsForCitizen: true, answerBy })).toEqual({
        who: 'citizen',
        until: answerBy,
      });
  });

  it('is the authority until it has decided, and then nobody', () => {
    expect(waitsFor({ status: 'considering', waitsForCitizen: false, answerBy })?.who).toBe(
      'authority',
    );
    expect(waitsFor({ status: 'answered', waitsForCitizen: false, answerBy })).toBeUndefined();
  });
});
