import { createPinia, setActivePinia, type Pinia } from 'pinia';
import { createApp } from 'vue';
import { err, ok } from '../../../contract/result.ts';
import {
  DESK_PROBLEM_TYPE_PREFIX,
  DESK_PROBLEMS,
  type CaseDetail,
  type CaseSummary,
  type DeskAction,
  type DeskProblem,
  type DeskProblemName,
  type Me,
} from '../../../portal/desk-api.ts';
import {
  provideDeskClient,
  type DeskClient,
  type DeskFailure,
  type DeskReply,
} from '../../../portal/desk/api/desk-client.ts';

/** A portal of scripted answers: each action has a list, the last answer of which stays. */
type Answer<A extends DeskAction> =
  | { readonly reply: DeskReply<A> }
  | { readonly failure: DeskFailure };
type AnswerOf<A extends DeskAction> = Answer<A> | Promise<Answer<A>>;

export interface DeskDouble extends DeskClient {
  readonly calls: { readonly action: DeskAction; readonly input: unknown }[];
  answer<A extends DeskAction>(action: A, ...answers: AnswerOf<A>[]): void;
  inputs(action: DeskAction): unknown[];
}

export const createDeskDouble = (): DeskDouble => {
  const scripts = new Map<DeskAction, unknown[]>([
    ['listTemplates', [{ reply: { templates: [] } }]],
  ]);
  const calls: { action: DeskAction; input: unknown }[] = [];
  return {
    calls,
    answer: (action, ...answers) => void scripts.set(action, answers),
    inputs: (action) => calls.filter((call) => call.action === action).map(({ input }) => input),
    async call(action, input) {
      calls.push({ action, input });
      const script = scripts.get(action) ?? [];
      const next = script.length > 1 ? script.shift() : script[0];
      if (next === undefined) throw new Error(`nothing is scripted for ${action}`);
      const answer = await (next as Promise<Answer<typeof action>>);
      return 'reply' in answer ? ok(answer.reply) : err(answer.failure);
    },
  };
};

/** Stores that speak to the double. */
export const useStoresWith = (client: DeskClient): Pinia => {
  const app = createApp({ render: () => null });
  const pinia = createPinia();
  provideDeskClient(app, client);
  app.use(pinia);
  setActivePinia(pinia);
  return pinia;
};

export const problem = (
  name: DeskProblemName,
  more: Partial<DeskProblem> = {},
): { readonly failure: DeskFailure } => ({
  failure: {
    name,
    problem: {
      type: DESK_PROBLEM_TYPE_PREFIX + name,
      title: name,
      status: DESK_PROBLEMS[name],
      ...more,
    },
  },
});

export const UNREACHABLE = { failure: { name: 'unreachable' } } as const;

export const aygun: Me = {
  name: 'aygun',
  fullName: 'Aygün Məmmədova',
  position: 'Şöbə müdiri',
  role: 'official',
  authority: {
    id: 'az-mas',
    name: { az: 'Masallı rayonu', ru: 'Масаллинский район', en: 'Masalli district' },
    shortName: { az: 'Masallı', ru: 'Масаллы', en: 'Masalli' },
  },
  expiresAt: Date.now() + 3_600_000,
  demonstration: false,
};
export const elchin: Me = { ...aygun, name: 'elchin', fullName: 'Elçin Hüseynov' };
export const operator: Me = {
  name: 'nigar',
  fullName: 'Nigar Abbasova',
  position: 'Texniki dəstək',
  role: 'operator',
  expiresAt: aygun.expiresAt,
  demonstration: false,
};

export const CASE_ID = '018f2f60-7c1e-7b3a-9f00-000000000001';

export const summary: CaseSummary = {
  caseId: CASE_ID,
  registrationNumber: 'MAS-2026-000001',
  kind: 'application',
  serviceId: 'child-name-change',
  serviceTitle: { az: 'Uşağın adı', ru: 'Имя ребёнка', en: "Child's name" },
  status: 'registered',
  registeredOn: '2026-11-23',
  answerBy: '2026-12-14',
  answerByEstimated: false,
  late: false,
  daysLeft: 21,
  needsAttention: false,
  unanswered: 0,
  waitsForCitizen: false,
  demonstration: false,
  rev: 1,
};

const AT = Date.parse('2026-11-23T06:00:00Z');

export const detail = (changes: Partial<CaseDetail> = {}): CaseDetail => ({
  ...summary,
  reference: 'A7K-42F-9CD',
  kioskName: 'Masallı 1',
  language: 'ru',
  serviceVersion: 1,
  confirmedAt: AT,
  savedAt: AT,
  answers: [
    {
      field: 'childName',
      label: { az: 'Uşağın adı', ru: 'Имя ребёнка', en: "Child's name" },
      kind: 'person-name',
      personal: true,
      value: { type: 'text', text: 'Kənan Quliyev' },
    },
  ],
  papers: [],
  documents: [],
  missingPapers: [],
  attention: [],
  timeline: [{ status: 'registered', at: AT }],
  views: [],
  openings: [],
  messages: [],
  forwardUntil: '2026-11-26',
  daysToAdd: 30,
  allowed: ['consider', 'answer', 'decline'],
  ...changes,
});

/** The case after somebody decided it. */
export const decided = (
  who: Me,
  text: string,
  kind: 'answered' | 'declined' = 'answered',
): CaseDetail => {
  const official = { name: who.fullName, position: who.position };
  return detail({
    status: kind,
    rev: 2,
    allowed: [],
    decision: { kind, text, official, at: AT },
    timeline: [
      { status: 'registered', at: AT },
      { status: kind, at: AT + 1, official },
    ],
  });
};
