import type { CallView } from '../../../contract/calls.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import type { KioskEvent } from '../../../contract/kiosk-events.ts';
import type { IdentityView } from '../../../contract/identity.ts';
import type { MethodInput, MethodName } from '../../../contract/kiosk-api.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type {
  CaseView,
  Delivery,
  DraftView,
  KioskInfo,
  KioskStatus,
  Receipt,
} from '../../../contract/views.ts';
import type { PrintJob } from '../../../contract/print-document.ts';
import type { IdeaView } from '../../../contract/ideas.ts';
import type { Authority, ServicePack } from '../../../contract/packs.ts';
import { nameChangeService } from './name-change-service.ts';

/**
 * A stand-in for the core, for trying out screens: it answers the methods of a citizen from
 * memory, counts the calls, and can be told to fail.
 */
export interface FakeKiosk {
  call(method: string, input: unknown): Promise<unknown>;
  subscribe(listener: (event: KioskEvent) => void): () => void;
  emit(event: KioskEvent): void;
  /** The visit that began last. */
  visit(): string;
  /** Somebody comes; answers with their visit. */
  beginVisit(): string;
  /** As if the core had ended the visit that began last. */
  endVisit(reason: 'idle' | 'replaced'): void;
  /** The next call of this method answers the code. */
  failNext(method: MethodName, code: ErrorCode, details?: { retryAfterMs?: number }): void;
  setStatus(status: KioskStatus): void;
  setCase(view: Partial<CaseView>): void;
  /** What `applications.delivery` answers from now on, whatever the receipt said. */
  setDelivery(delivery: Delivery): void;
  /** Holds answers back until the returned function is called; of one method, or all. */
  hold(method?: MethodName): () => void;
  /** As if the host process had died. */
  unreachable: boolean;
  readonly calls: { readonly method: string; readonly input: unknown }[];
}

const localized = (az: string, ru: string, en: string) => ({ az, ru, en });

const authority = (id: string, code: string, az: string, ru: string, en: string): Authority => ({
  id,
  kind: 'rayon',
  code,
  name: localized(`${az} rayonu`, `${ru} район`, `${en} district`),
  shortName: localized(az, ru, en),
  provenance: { status: 'verified' },
});

export const someAuthorities: readonly Authority[] = [
  authority('az-mas', 'MAS', 'Masallı', 'Масаллинский', 'Masalli'),
  authority('az-qba', 'QBA', 'Quba', 'Губинский', 'Guba'),
  authority('az-qbi', 'QBI', 'Qubadlı', 'Губадлинский', 'Gubadli'),
  authority('az-qus', 'QUS', 'Qusar', 'Гусарский', 'Gusar'),
  authority('az-abs', 'ABS', 'Abşeron', 'Абшеронский', 'Absheron'),
  authority('az-cal', 'CAL', 'Cəlilabad', 'Джалилабадский', 'Jalilabad'),
  authority('az-sab', 'SAB', 'Sabirabad', 'Сабирабадский', 'Sabirabad'),
  authority('az-ism', 'ISM', 'İsmayıllı', 'Исмаиллинский', 'Ismayilli'),
  authority('az-sak', 'SAK', 'Şəki', 'Шекинский', 'Shaki'),
  authority('az-xac', 'XAC', 'Xaçmaz', 'Хачмазский', 'Khachmaz'),
];

export const fakeInfo: KioskInfo = {
  agencyName: localized('Vətəndaş xidməti', 'Служба граждан', 'Citizen service'),
  centreName: localized('Masallı mərkəzi', 'Масаллинский центр', 'Masalli centre'),
  authorityId: 'az-mas',
  callCentre: '108',
  languages: ['az', 'ru', 'en'],
  idle: { warnAfter: 60_000, wipeAfter: 30_000 },
  version: '0.1.0',
  demonstration: true,
  offers: { printing: true, speech: true },
};

export const someIdeas: readonly IdeaView[] = [
  {
    id: '01997c00-0000-7000-8000-000000000001',
    authorityId: 'az-mas',
    direction: 'parks',
    language: 'az',
    title: 'Parkda uşaqlar üçün kölgəli meydança',
    problem: 'Yayda günəş altında oynamaq olmur.',
    proposal: 'Ağac əkmək və kölgəlik qurmaq.',
    publishedOn: '2026-11-10',
    supports: 41,
    supported: false,
  },
  {
    id: '01997c00-0000-7000-8000-000000000002',
    authorityId: 'az-qba',
    direction: 'roads',
    language: 'ru',
    title: 'Освещение на дороге к школе',
    problem: 'Вечером дорога тёмная.',
    proposal: 'Поставить фонари.',
    publishedOn: '2026-11-12',
    supports: 7,
    supported: false,
  },
];

const NOON = Date.UTC(2026, 10, 23, 8, 0);
export const fakeReference = 'A7K-42F-9CT';
export const fakeCode = 'K7M-2QX-949';

const receiptOf = (applicationId: string, service: ServicePack): Receipt => ({
  applicationId,
  reference: fakeReference,
  code: fakeCode,
  qr: `ASAN1:${fakeReference}:${fakeCode}`,
  serviceTitle: service.passport.title,
  passportTerm: service.passport.term,
  savedAt: NOON,
  delivery: { state: 'saved' },
  answerBy: { date: '2026-12-14', estimated: false },
});

const firstCase: CaseView = {
  reference: fakeReference,
  title: nameChangeService.passport.title,
  authorityId: 'az-mas',
  status: 'answered',
  timeline: [
    { status: 'saved', at: NOON },
    { status: 'registered', at: NOON + 60_000 },
    { status: 'considering', at: NOON + 86_400_000 },
    { status: 'answered', at: NOON + 3 * 86_400_000 },
  ],
  registrationNumber: 'MAS-2026-000123',
  answerBy: '2026-12-14',
  decision: {
    kind: 'answered',
    text: 'İcazə verilir.\nSənədlərlə bizə gəlin.',
    official: { name: 'Aygün Əliyeva', position: 'baş məsləhətçi' },
    at: NOON + 3 * 86_400_000,
  },
  messages: [],
  follows: [],
  acts: ['ask-why', 'complain'],
  asOf: NOON + 3 * 86_400_000,
  mayBeOld: false,
};

export type FakeHandlers = {
  readonly [M in MethodName]?: (input: MethodInput<M>) => Result<unknown>;
};

export interface FakeContent {
  readonly info?: KioskInfo;
  readonly services?: readonly ServicePack[];
  readonly authorities?: readonly Authority[];
  /** Methods that a test brings itself. */
  readonly more?: FakeHandlers;
}

export const createFakeKiosk = ({
  info = fakeInfo,
  services = [nameChangeService],
  authorities = someAuthorities,
  more = {},
}: FakeContent = {}): FakeKiosk => {
  const listeners = new Set<(event: KioskEvent) => void>();
  const failures = new Map<string, { code: ErrorCode; details: { retryAfterMs?: number } }>();
  const receipts = new Map<string, Receipt>();
  let gate: Promise<void> = Promise.resolve();
  let held: MethodName | undefined;
  let status: KioskStatus = { online: true, canSave: true };
  let session = false;
  let visits = 0;
  let view = firstCase;
  let drafts = 0;
  const identity: IdentityView = {
    level: 'declared',
    how: 'typed',
    ways: { signIn: 'none', staff: true },
  };
  let delivered: Delivery | undefined;
  let ideas: readonly IdeaView[] = someIdeas;

  const serviceOf = (id: string): ServicePack | undefined => services.find((one) => one.id === id);
  const begun = new Map<string, ServicePack>();
  const draftOf = (applicationId: string): DraftView => {
    const { id, version } = begun.get(applicationId) ?? nameChangeService;
    return { applicationId, serviceId: id, serviceVersion: version, answers: {} };
  };
  let jobs = 0;
  let call: CallView['state'] = 'none';
  const newJob = (): PrintJob => ({
    jobId: `01997c00-0000-7000-8000-${String((jobs += 1)).padStart(12, '0')}`,
    state: 'queued',
  });
  const handlers: FakeHandlers = {
    'kiosk.info': () => ok(info),
    'kiosk.status': () => ok(status),
    'session.begin': ({ language }) => {
      session = true;
      return ok({ startedAt: NOON, language, visit: fake.beginVisit() });
    },
    'session.touch': () => (session ? ok(null) : fail('not_allowed')),
    'session.finish': () => {
      session = false;
      return ok(null);
    },
    'services.list': () =>
      ok(
        services.map(({ id, purpose, passport, owner, lifeTopic, level }) => ({
          id,
          purpose,
          title: passport.title,
          summary: passport.summary,
          owner,
          lifeTopic,
          level,
          minutes: passport.minutes,
          counter: passport.counter !== undefined,
        })),
      ),
    'services.get': ({ serviceId }) => {
      const service = serviceOf(serviceId);
      return service === undefined
        ? fail('not_found')
        : ok({ service, authorities, today: '2026-11-23' });
    },
    'applications.start': ({ serviceId }) => {
      const applicationId = `01997b00-0000-7000-8000-${String((drafts += 1)).padStart(12, '0')}`;
      begun.set(applicationId, serviceOf(serviceId) ?? nameChangeService);
      return ok(draftOf(applicationId));
    },
    'applications.saveDraft': () => ok(null),
    'applications.draft': ({ applicationId }) => ok(draftOf(applicationId)),
    'applications.submit': ({ applicationId }) => {
      const receipt =
        receipts.get(applicationId) ??
        receiptOf(applicationId, begun.get(applicationId) ?? nameChangeService);
      receipts.set(applicationId, receipt);
      return ok(receipt);
    },
    'applications.delivery': ({ applicationId }) => {
      const receipt = receipts.get(applicationId);
      return receipt === undefined ? fail('not_found') : ok(delivered ?? receipt.delivery);
    },
    'appeals.earlier': () => ok(null),
    'ideas.list': () => ok(ideas),
    'ideas.support': ({ ideaId }) => {
      ideas = ideas.map((idea) => (idea.id === ideaId ? { ...idea, supported: true } : idea));
      return ok({ once: 'visit' });
    },
    'feedback.give': () => ok(null),
    'cases.open': () => ok(view),
    'calls.state': () => ok({ state: call }),
    'calls.raise': () => ok({ state: (call = 'open') }),
    'calls.withdraw': () => ok({ state: (call = 'none') }),
    'speech.say': ({ text }) => ok({ wav: Buffer.from(text).toString('base64') }),
    'search.find': ({ text }) =>
      ok(
        text.startsWith('fin')
          ? [
              {
                kind: 'page',
                id: 'fin-code',
                title: localized('FİN', 'ФИН', 'What a FIN is'),
                summary: localized('FİN', 'ФИН', 'Seven signs'),
              },
            ]
          : [],
      ),
    'printing.receipt': () => ok(newJob()),
    'cases.print': () => ok(newJob()),
    'cases.openAgain': () => ok(view),
    'identity.view': () => ok(identity),
    'identity.signIn': () => ok(identity),
    ...more,
  };

  const answer = (method: string, input: unknown): Result<unknown> => {
    const failure = failures.get(method);
    failures.delete(method);
    if (failure !== undefined) return fail(failure.code, failure.details);
    const handler = (handlers as Record<string, ((input: never) => Result<unknown>) | undefined>)[
      method
    ];
    return handler === undefined ? fail('unknown_method') : handler(input as never);
  };

  const fake: FakeKiosk = {
    unreachable: false,
    calls: [],
    async call(method, input) {
      fake.calls.push({ method, input });
      if (fake.unreachable) throw new Error('the host is gone');
      if (held === undefined || held === method) await gate;
      return structuredClone(answer(method, input));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (event) => listeners.forEach((listener) => listener(event)),
    visit: () => `visit-${visits}`,
    beginVisit: () => {
      visits += 1;
      return fake.visit();
    },
    endVisit: (reason) => fake.emit({ type: 'session_ended', reason, visit: fake.visit() }),
    failNext: (method, code, details = {}) => failures.set(method, { code, details }),
    setStatus: (to) => {
      status = to;
      fake.emit({ type: 'status_changed', status });
    },
    setDelivery: (delivery) => {
      delivered = delivery;
    },
    setCase: (part) => {
      view = { ...view, ...part };
    },
    hold: (method) => {
      held = method;
      let open = (): void => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
  };
  return fake;
};
