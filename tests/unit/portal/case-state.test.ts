import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import {
  caseEnvelopeSchema,
  caseStateSchema,
  type CaseState,
} from '../../../contract/sync-protocol.ts';
import { toCaseState, type CaseFacts } from '../../../portal/cases/case-state.ts';
import { sealCaseState } from '../../../portal/seals/case-seal.ts';
import { createContent } from '../../support/portal/sample-application.ts';

const content = createContent();
/** As long as a letter may be; two bytes a character. */
const LETTER = 'Ваше обращение рассмотрено. '.repeat(400).slice(0, 10_000);

const forwarded = (count: number, text = LETTER): CaseFacts['timeline'] => [
  { status: 'registered', at: 1 },
  ...Array.from({ length: count }, (_, index) => ({
    status: 'forwarded' as const,
    at: index + 2,
    text,
    authorityId: 'az-qba',
  })),
];
const replies = (count: number): CaseFacts['messages'] =>
  Array.from({ length: count }, (_, index) => ({
    id: content.id,
    act: 'reply' as const,
    fromCitizen: true,
    at: index + 2,
    text: LETTER.slice(0, 2_000),
  }));

const facts: CaseFacts = {
  number: 'MAS-2026-000001',
  registeredOn: '2026-11-26',
  answerBy: '2026-12-20',
  authorityId: 'az-mas',
  status: 'answered',
  waitsForCitizen: false,
  timeline: [],
  messages: [],
  decision: {
    kind: 'answered',
    text: LETTER,
    official: { name: 'Aygün Məmmədova', position: 'Şöbə müdiri' },
    at: 9,
  },
  at: 9,
};
const stateOf = (more: Partial<CaseFacts>, language = content.language): CaseState =>
  toCaseState({ ...content, language }, { ...facts, ...more });

const isTakenByKiosks = (state: CaseState): boolean => {
  const { lookupId } = content.caseAccess;
  const sealed = sealCaseState(state, 1_000, content.caseAccess);
  const envelope = { lookupId, rev: 1_000, final: true, sealed };
  return v.is(caseEnvelopeSchema, envelope) && v.is(caseStateSchema, state);
};
const textsOf = ({ timeline }: CaseState) => timeline.flatMap(({ text }) => text ?? []);

describe('the state of a case', () => {
  it('has every text whole while they fit', () => {
    const state = stateOf({ timeline: forwarded(2) });
    expect(textsOf(state)).toEqual([LETTER, LETTER]);
    expect(isTakenByKiosks(state)).toBe(true);
  });

  it.each([
    [1, 20],
    [3, 0],
    [3, 20],
    [40, 20],
    [1_500, 20],
  ])('fits what kiosks take after %i long letters and %i long messages', (letters, messages) => {
    const state = stateOf({ timeline: forwarded(letters), messages: replies(messages) });
    expect(isTakenByKiosks(state)).toBe(true);
    expect(state.timeline[0]?.status).toBe('registered');
    expect(state.timeline.at(-1)?.at).toBe(letters + 1);
    expect(state.decision?.text).toBe(LETTER);
  });

  it('fits also where each character takes six bytes', () => {
    const odd = '\uD800'.repeat(10_000);
    expect(isTakenByKiosks(stateOf({ timeline: forwarded(5, odd), messages: replies(20) }))).toBe(
      true,
    );
  });

  it('shortens the oldest texts first, and says where the whole text is to be had', () => {
    const [oldest = '', ...newer] = textsOf(stateOf({ timeline: forwarded(3) }));
    expect(newer).toEqual([LETTER, LETTER]);
    expect(oldest).toMatch(/^Ваше обращение.*… \[Bütün mətni qurumdan ala bilərsiniz\.\]$/);
  });

  it('says so in the language in which the citizen wrote', () => {
    const inRussian = stateOf({ timeline: forwarded(4) }, 'ru');
    expect(textsOf(inRussian)[0]).toContain('Весь текст можно получить в ведомстве.');
  });

  it('leaves a short text as it is among long ones', () => {
    const [registered, ...letters] = forwarded(5);
    const asked = { status: 'considering' as const, at: 1, text: 'Baxılır' };
    const state = stateOf({ timeline: [registered!, asked, ...letters] });
    expect(textsOf(state)[0]).toBe('Baxılır');
    expect(isTakenByKiosks(state)).toBe(true);
  });
});
