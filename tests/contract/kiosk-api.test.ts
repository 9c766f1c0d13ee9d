import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../contract/errors.ts';
import { kioskApi, type MethodName } from '../../contract/kiosk-api.ts';
import { hashPin } from '../../electron/core/features/staff/pin.ts';
import { NetworkError } from '../../electron/core/ports.ts';
import { createFakeNetwork } from '../support/core/fake-network.ts';
import { createFakeMachine } from '../support/core/fake-machine.ts';
import { createTestCore, type TestCore } from '../support/core/create-test-core.ts';

const METHODS = Object.keys(kioskApi) as MethodName[];
const UNKNOWN_ID = '01936000-0000-7000-8000-ffffffffffff';

const SECOND = { number: '1002', pin: '000000' };

/** For each method an input of the right shape. */
const GOOD_INPUT: Readonly<Record<MethodName, object>> = {
  'kiosk.info': {},
  'kiosk.alive': {},
  'kiosk.status': {},
  'session.begin': { language: 'az' },
  'session.touch': {},
  'session.usedFeature': { feature: 'contrast' },
  'session.finish': {},
  'services.list': {},
  'services.get': { serviceId: 'tree-felling' },
  'applications.start': { serviceId: 'tree-felling' },
  'applications.saveDraft': { applicationId: UNKNOWN_ID, answers: {} },
  'applications.draft': { applicationId: UNKNOWN_ID },
  'applications.submit': {
    applicationId: UNKNOWN_ID,
    serviceVersion: 1,
    answers: {},
    confirmed: true,
  },
  'applications.delivery': { applicationId: UNKNOWN_ID },
  'appeals.earlier': { applicationId: UNKNOWN_ID, answers: {} },
  'receptions.times': { officialId: 'az-mas-head' },
  'ideas.list': {},
  'ideas.support': { ideaId: UNKNOWN_ID },
  'feedback.give': { about: 'kiosk', rating: 4, reasons: ['easy'], text: '' },
  'cases.open': { reference: '222-222-222', code: '222-222-222' },
  'cases.print': { reference: '222-222-222', code: '222-222-222', language: 'az' },
  'information.list': {},
  'information.get': { id: 'about' },
  'information.print': { id: 'about', language: 'az' },
  'information.calendar': {},
  'information.authorities': {},
  'information.authority': { id: 'az-mas' },
  'search.find': { text: 'masalli' },
  'speech.say': { text: 'Salam', language: 'az', rate: 'usual' },
  'setup.view': {},
  'setup.save': { step: 'care', values: {} },
  'setup.note': { check: 'touch', result: 'pass', values: { hit: 9 } },
  'setup.testNetwork': {},
  'setup.enrol': {},
  'setup.printTest': { language: 'az' },
  'setup.printReport': { language: 'az' },
  'setup.addPerson': { number: '301', name: 'Tural', role: 'technician', pin: '558207' },
  'setup.locks': {},
  'setup.report': {},
  'setup.export': { language: 'az', withStaff: false },
  'setup.readStick': {},
  'setup.finish': {},
  'printing.receipt': { applicationId: UNKNOWN_ID, language: 'az' },
  'printing.job': { jobId: UNKNOWN_ID },
  'consent.sheet': {},
  'drafts.keep': { applicationId: UNKNOWN_ID, answers: {} },
  'drafts.print': { applicationId: UNKNOWN_ID, language: 'az' },
  'drafts.restore': { number: '222-222-222', code: '222-222-222' },
  'documents.sources': {},
  'documents.list': { applicationId: UNKNOWN_ID },
  'documents.files': { sourceId: 'stick' },
  'documents.openFile': { key: 'none' },
  'documents.readOpened': { offset: 0 },
  'documents.keepOpened': { applicationId: UNKNOWN_ID },
  'documents.beginPage': { applicationId: UNKNOWN_ID, bytes: 1 },
  'documents.addPart': { data: 'AA==' },
  'documents.endPage': {},
  'documents.remove': { applicationId: UNKNOWN_ID, fileId: UNKNOWN_ID },
  'documents.explain': { applicationId: UNKNOWN_ID, paperId: 'photo', reason: null },
  'person.get': {},
  'person.readCard': { zone: '' },
  'person.declare': { fin: '', name: '' },
  'person.confirm': {},
  'person.forget': {},
  'topics.list': {},
  'topics.get': { topicId: UNKNOWN_ID },
  'topics.similar': { authorityId: 'az-mas', direction: 'other', text: 'park' },
  'surveys.list': {},
  'surveys.get': { surveyId: 's-unknown' },
  'surveys.print': { surveyId: 's-unknown', language: 'az' },
  'surveys.calendar': {},
  'surveys.comment': { surveyId: 's-unknown', language: 'az', text: 'more benches' },
  'staff.signIn': { number: '1001', pin: '000000' },
  'staff.signOut': {},
  'staff.health': {},
  'queue.list': {},
  'queue.retry': { id: UNKNOWN_ID },
  'queue.discard': { id: UNKNOWN_ID, reason: 'sent on paper', second: SECOND },
  'queue.match': { reference: '222-222-222' },
  'staff.opened': { page: 'queue' },
  'staff.touch': {},
  'damage.view': {},
  'keys.view': {},
  'keys.renew': {},
  'damage.acknowledge': { second: SECOND },
  'staff.unlock': { number: '1001', second: SECOND },
  'people.list': {},
  'people.add': { number: '2001', name: 'Nigar', role: 'operator', pin: '481516' },
  'people.change': { number: '2001', disabled: true },
  'people.setPin': { number: '2001', pin: '481516' },
  'people.changeOwnPin': { pin: '481516', newPin: '482917' },
  'audit.view': {},
  'audit.export': {},
  'usage.figures': { days: 7 },
  'usage.export': { days: 7 },
  'usage.print': { days: 7, figure: 'sessions', language: 'az' },
  'settings.view': {},
  'settings.change': { setting: 'idle', value: null },
  'settings.loadTheme': {},
  'calls.state': {},
  'calls.raise': {},
  'calls.withdraw': {},
  'calls.answer': {},
  'calls.answerHere': SECOND,
  'assist.begin': SECOND,
  'assist.end': {},
  'assist.state': {},
  'day.report': {},
  'day.close': {},
  'day.export': {},
  'day.print': { language: 'az' },
  'content.view': {},
  'content.install': {},
  'content.rollBack': {},
  'queue.export': {},
  'queue.import': {},
  'cases.openAgain': { reference: 'A7K-42F-9CD' },
  'cases.listOwn': {},
  'cases.send': { reference: 'A7K-42F-9CD', act: 'reply', text: 'x' },
  'cases.beginPapers': { reference: 'A7K-42F-9CD' },
  'cases.sendPapers': { applicationId: UNKNOWN_ID },
  'identity.view': {},
  'identity.signIn': {},
  'identity.confirm': { mine: true },
  'identity.cancelSignIn': {},
  'identity.staffSeen': { fin: '4HF92MQ', number: '101', pin: '481516' },
  'votes.cast': {
    surveyId: 's-unknown',
    rev: 1,
    answers: {},
    voter: { fin: '5ABC12D', documentNo: 'AA1234567' },
  },
  'votes.findTracker': { tracker: '0000-0000-0000-0000-00' },
  'votes.print': { surveyId: 's-unknown', tracker: '0000-0000-0000-0000-00', language: 'az' },
};

/** What a citizen may call, and what nobody may who has only touched the screen. */
const FOR_CITIZENS = METHODS.filter((method) =>
  ['anyone', 'citizen'].includes(kioskApi[method].role),
);
const FOR_STAFF = METHODS.filter((method) => !FOR_CITIZENS.includes(method));

/** Many calls of one act, which has said at its beginning that somebody is there. */
const BITS_OF_A_PAGE: readonly MethodName[] = ['documents.addPart'];
/** What the screen asks when it is told of news, when the line is back, or by the clock. */
const ASKED_BY_THE_SCREEN = [
  'kiosk.info',
  'kiosk.status',
  'kiosk.alive',
  'calls.state',
  'applications.delivery',
  'printing.job',
  'identity.view',
  'cases.openAgain',
  'cases.listOwn',
  'receptions.times',
  'staff.health',
] as const satisfies readonly MethodName[];

const FAULTS = ['storage_failed', 'storage_full'] as const;

let shared: TestCore;
beforeAll(async () => {
  shared = await createTestCore();
});
afterAll(() => shared.core.stop());

/** The answer's code, from a core that nobody has used, or from one that has refused all others. */
const codeOf = async (
  method: string,
  input: unknown,
  { begin = true, core = shared.core } = {},
): Promise<string> => {
  const session = core.openSession();
  if (begin) await core.call(session, 'session.begin', { language: 'az' });
  const result = await core.call(session, method, input);
  core.closeSession(session);
  return result.ok ? 'ok' : result.error.code;
};

describe('every method of the kiosk', () => {
  it.each(FOR_CITIZENS)('%s answers only what its contract names', async (method) => {
    const { core } = await createTestCore();
    const code = await codeOf(method, GOOD_INPUT[method], { core });
    await core.stop();

    const common = ['ok', 'bad_input', 'session_over', 'too_many'];
    expect([...common, ...kioskApi[method].errors]).toContain(code);
    expect(['ok', ...ERROR_CODES]).toContain(code);
  });

  it.each(FOR_CITIZENS)('%s refuses input that is not of its shape', async (method) => {
    for (const input of [undefined, null, 7, 'text', [1], { surplus: true }, () => 1, 10n])
      expect(await codeOf(method, input)).toBe('bad_input');
  });

  it.each(METHODS)('%s refuses 5 MB of pasted text in plain words', async (method) => {
    expect(await codeOf(method, { text: 'ə'.repeat(2_500_000) })).toBe('too_large');
  });

  it.each(FOR_STAFF)('%s is refused to a citizen, whatever is asked', async (method) => {
    for (const input of [GOOD_INPUT[method], {}, null])
      expect(await codeOf(method, input)).toBe('not_allowed');
  });

  it.each(METHODS.filter((method) => kioskApi[method].role !== 'anyone'))(
    '%s is refused before anybody has touched the screen',
    async (method) => {
      expect(await codeOf(method, GOOD_INPUT[method], { begin: false })).toBe('not_allowed');
    },
  );

  it.each(METHODS)('%s says whether only a hand makes the call', (method) => {
    expect(kioskApi[method].byHand).toBeTypeOf('boolean');
  });

  it.each(
    METHODS.filter((method) => /\.(print|export|receipt$|submit|send|keep|add)/iu.test(method)),
  )('%s tells that somebody is there', (method) => {
    expect(kioskApi[method].byHand).toBe(!BITS_OF_A_PAGE.includes(method));
  });

  it.each(ASKED_BY_THE_SCREEN)('%s does not tell that anybody is there', (method) => {
    expect(kioskApi[method].byHand).toBe(false);
  });

  it.each([
    'cases',
    'cases.',
    'cases.steal',
    '__proto__',
    'constructor',
    'toString',
    '',
    'CASES.OPEN',
  ])('there is no method "%s"', async (method) => {
    expect(await codeOf(method, {})).toBe('unknown_method');
  });

  it.each(METHODS)('%s answers nothing to a session that was closed', async (method) => {
    const { core } = shared;
    const session = core.openSession();
    core.closeSession(session);

    expect(await core.call(session, method, GOOD_INPUT[method])).toEqual({
      ok: false,
      error: { code: 'session_over' },
    });
  });
});

describe('on a disk that takes nothing', () => {
  const PIN = '481516';
  let core: TestCore;
  beforeAll(async () => {
    const pin = await hashPin(PIN, randomBytes);
    const network = createFakeNetwork(() => Promise.reject(new NetworkError('cut')));
    core = await createTestCore({
      machine: createFakeMachine(network),
      config: {
        staff: [
          { number: '1002', name: 'Rauf', role: 'supervisor', pin },
          { number: '1003', name: 'Tural', role: 'technician', pin },
        ],
      },
    });
  });
  afterAll(() => core.core.stop());

  const comeIn = async (method: MethodName) => {
    const screen = core.screen();
    if (FOR_CITIZENS.includes(method)) await screen.ask('session.begin', { language: 'az' });
    else {
      const number = kioskApi[method].role === 'supervisor' ? '1002' : '1003';
      await screen.ask('staff.signIn', { number, pin: PIN });
    }
    return screen.id;
  };

  it.each(METHODS.flatMap((method) => FAULTS.map((fault) => [method, fault] as const)))(
    '%s answers only what its contract names when it says %s',
    async (method, fault) => {
      const session = await comeIn(method);
      core.store.failWith(fault);
      const result = await core.core.call(session, method, GOOD_INPUT[method]);
      core.store.failWith(undefined);
      core.core.closeSession(session);
      const common = ['ok', 'bad_input', 'not_allowed', 'session_over', 'too_many'];
      expect([...common, ...kioskApi[method].errors]).toContain(
        result.ok ? 'ok' : result.error.code,
      );
    },
  );
});
