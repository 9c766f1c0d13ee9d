import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../../../contract/views.ts';
import { caseDocument } from '../../../../../electron/core/features/cases/case-document.ts';

const view: CaseView = {
  reference: 'A7K-42F-9CD',
  title: { az: 'Qəbul', ru: 'Приём', en: 'Reception' },
  authorityId: 'az-mas',
  status: 'considering',
  answerBy: '2026-12-17',
  timeline: [],
  messages: [],
  follows: [],
  acts: [],
  mayBeOld: false,
};
const printed = (status: CaseView['status']): string =>
  JSON.stringify(caseDocument({ ...view, status }, 'en').blocks);

describe('a case on paper', () => {
  it('says by which day the answer comes while one is due, and no longer', () => {
    expect(printed('considering')).toContain('17 December 2026');
    for (const status of ['scheduled', 'withdrawn', 'answered'] as const)
      expect(printed(status), status).not.toContain('17 December 2026');
  });
});
