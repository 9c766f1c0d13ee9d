import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IdeaView } from '../../contract/ideas.ts';
import type { Answers } from '../../contract/packs.ts';
import type { DraftView, EarlierAppeal, Receipt } from '../../contract/views.ts';
import type { Core } from '../../electron/core/core.ts';
import { signIn, type DeskClient } from '../support/portal/desk-client.ts';
import { beginAt, startRealKiosk } from '../support/portal/real-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

const WAIT = { timeout: 20_000, interval: 100 };

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

let portal: TestPortal;
let desk: DeskClient;
beforeAll(async () => {
  portal = await startTestPortal();
  desk = await signIn(portal.url, portal.desk.masalli);
}, 60_000);
afterAll(() => portal.dispose());

const ask = async <T>(core: Core, session: string, method: string, input: object): Promise<T> => {
  const result = await core.call(session, method, input);
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value as T;
};

/** A kiosk in front of which a citizen stands. */
const startKiosk = async (): Promise<{ core: Core; session: string }> => {
  const kiosk = await startRealKiosk({ portal });
  cleanUps.push(kiosk.dispose);
  const { session } = await beginAt(kiosk);
  return { core: kiosk.core, session };
};

const APPEAL: Answers = {
  authority: 'az-mas',
  direction: 'roads',
  text: 'Gülzar küçəsində işıq yanmır.',
  place: 'az-mas/masalli',
  behalf: 'own',
  applicantName: 'Şəhla Quliyeva',
  answerBy: 'here',
  contactWays: ['phone'],
  phone: '0501234567',
};

const start = (core: Core, session: string, serviceId: string): Promise<DraftView> =>
  ask<DraftView>(core, session, 'applications.start', { serviceId });

const submit = async (
  core: Core,
  session: string,
  serviceId: string,
  answers: Answers,
): Promise<Receipt> => {
  const draft = await start(core, session, serviceId);
  const receipt = await ask<Receipt>(core, session, 'applications.submit', {
    applicationId: draft.applicationId,
    serviceVersion: draft.serviceVersion,
    answers,
    confirmed: true,
  });
  await expect
    .poll(
      () => ask(core, session, 'applications.delivery', { applicationId: receipt.applicationId }),
      WAIT,
    )
    .toMatchObject({ state: 'received' });
  return receipt;
};

const earlier = async (core: Core, session: string, answers: Answers) => {
  const { applicationId } = await start(core, session, 'appeal-complaint');
  return ask<EarlierAppeal | null>(core, session, 'appeals.earlier', { applicationId, answers });
};

describe('an appeal', () => {
  it('arrives as a case of its kind, with the place in words', async () => {
    const { core, session } = await startKiosk();
    const { applicationId } = await submit(core, session, 'appeal-complaint', APPEAL);
    const detail = await desk.call('openCase', { params: { caseId: applicationId } });
    expect(detail).toMatchObject({ kind: 'appeal', attention: [] });
    expect(detail.answers.find(({ field }) => field === 'place')?.value).toEqual({
      type: 'labels',
      labels: [{ az: 'Masallı', ru: 'Масаллы', en: 'Masalli' }],
    });
    const appeals = await desk.call('listCases', { query: { kind: 'appeal' } });
    expect(appeals.cases.map(({ caseId }) => caseId)).toContain(applicationId);
    const ideas = await desk.call('listCases', { query: { kind: 'idea' } });
    expect(ideas.cases.map(({ caseId }) => caseId)).not.toContain(applicationId);
  });

  it('without any way to be reached is not taken', async () => {
    const { core, session } = await startKiosk();
    const { contactWays: _none, phone: _noPhone, ...anonymous } = APPEAL;
    const draft = await start(core, session, 'appeal-complaint');
    const result = await core.call(session, 'applications.submit', {
      applicationId: draft.applicationId,
      serviceVersion: draft.serviceVersion,
      answers: anonymous,
      confirmed: true,
    });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'answers_incomplete', fields: [{ field: 'contactWays' }] },
    });
  });

  it('is noticed when it is sent again, by its own visit with the receipt, and never refused', async () => {
    const { core, session } = await startKiosk();
    const answers = { ...APPEAL, text: 'Körpü uçub.' };
    expect(await earlier(core, session, answers)).toBeNull();
    const receipt = await submit(core, session, 'appeal-complaint', answers);
    const again = { ...answers, text: '  KÖRPÜ uçub', phone: '0551234567' };
    expect(await earlier(core, session, again)).toMatchObject({
      savedAt: receipt.savedAt,
      receipt: { reference: receipt.reference, code: receipt.code },
    });
    expect(await earlier(core, session, { ...answers, text: 'Körpü düzəlib.' })).toBeNull();
    // Somebody else's visit learns that it was sent, not what would open it.
    await ask(core, session, 'session.finish', {});
    await ask(core, session, 'session.begin', { language: 'ru' });
    expect(await earlier(core, session, again)).toEqual({ savedAt: receipt.savedAt });
    await submit(core, session, 'appeal-complaint', again);
  });

  it('on a matter that was answered three times in a year is flagged, and linked to the others', async () => {
    const { core, session } = await startKiosk();
    const answers = { ...APPEAL, direction: 'utilities', applicantFin: '94FMDDD' };
    for (const [index, word] of ['bir', 'iki', 'üç'].entries()) {
      const { applicationId } = await submit(core, session, 'appeal-complaint', {
        ...answers,
        text: `Su yoxdur: ${word}.`,
      });
      const { rev, matter } = await desk.call('openCase', { params: { caseId: applicationId } });
      expect(matter?.answeredInYear).toBe(index);
      await desk.call('answerCase', {
        params: { caseId: applicationId },
        body: { rev, text: 'Su xətti təmir olunur.' },
      });
    }
    const last = await submit(core, session, 'appeal-proposal', { ...answers, text: 'Yenə.' });
    const { matter } = await desk.call('openCase', { params: { caseId: last.applicationId } });
    expect(matter?.answeredInYear).toBe(3);
    expect(matter?.related.map(({ how }) => how)).toEqual(Array(3).fill('same-matter'));
    // Another person on the same subject is another matter.
    const other = await submit(core, session, 'appeal-complaint', {
      ...answers,
      applicantFin: '5QA1B0C',
    });
    const apart = await desk.call('openCase', { params: { caseId: other.applicationId } });
    expect(apart.matter).toEqual({ answeredInYear: 0, related: [] });
  });

  it('that names an earlier reference is linked to it, whoever writes', async () => {
    const { core, session } = await startKiosk();
    const first = await submit(core, session, 'appeal-complaint', {
      ...APPEAL,
      direction: 'parks',
    });
    const second = await submit(core, session, 'appeal-complaint', {
      ...APPEAL,
      direction: 'safety',
      applicantName: 'Əli Məmmədov',
      earlierReference: first.reference.toLowerCase(),
    });
    const named = await desk.call('openCase', { params: { caseId: second.applicationId } });
    expect(named.matter?.related).toMatchObject([{ caseId: first.applicationId, how: 'named' }]);
    const back = await desk.call('openCase', { params: { caseId: first.applicationId } });
    expect(back.matter?.related).toMatchObject([{ caseId: second.applicationId, how: 'named' }]);
  });

  it('of thanks promises no day for an answer', async () => {
    const { core, session } = await startKiosk();
    const receipt = await submit(core, session, 'appeal-thanks', {
      authority: 'az-mas',
      text: 'Sağ olun.',
    });
    expect(receipt.passportTerm.answerDue).toBe(false);
  });
});

const ideasOf = (core: Core, session: string) =>
  ask<readonly IdeaView[]>(core, session, 'ideas.list', {});

describe('an idea', () => {
  const IDEA: Answers = {
    authority: 'az-mas',
    direction: 'parks',
    ideaTitle: 'Kölgəli meydança',
    problem: 'Yayda istidir.',
    proposal: 'Ağac əkmək.',
    applicantName: 'Şəhla Quliyeva',
    phone: '0501234567',
  };

  it('is read by everybody once it is published, without its author, and counts one support a visit', async () => {
    const { core, session } = await startKiosk();
    const { applicationId } = await submit(core, session, 'idea', IDEA);
    expect((await desk.call('listIdeas')).waiting.map(({ caseId }) => caseId)).toContain(
      applicationId,
    );
    const { rev } = await desk.call('openCase', { params: { caseId: applicationId } });
    const words = { title: 'Kölgəli meydança', problem: 'İsti.', proposal: 'Ağac əkmək.' };
    const list = await desk.call('publishIdea', {
      params: { caseId: applicationId },
      body: { rev, ...words },
    });
    expect(list.published).toMatchObject([{ ideaId: applicationId, supports: 0 }]);
    expect(await desk.call('openCase', { params: { caseId: applicationId } })).toMatchObject({
      status: 'answered',
    });

    await expect
      .poll(() => ideasOf(core, session), WAIT)
      .toMatchObject([{ ...words, supports: 0 }]);
    expect(JSON.stringify(await ideasOf(core, session))).not.toMatch(/Şəhla|0501234567/u);
    const support = () => ask(core, session, 'ideas.support', { ideaId: applicationId });
    expect(await Promise.all([support(), support()])).toEqual([
      { once: 'visit' },
      { once: 'visit' },
    ]);
    await support();
    await expect
      .poll(() => ideasOf(core, session), WAIT)
      .toMatchObject([{ supports: 1, supported: true }]);

    await ask(core, session, 'session.finish', {});
    await ask(core, session, 'session.begin', { language: 'az' });
    expect(await ideasOf(core, session)).toMatchObject([{ supported: false }]);
    await support();
    await expect.poll(() => ideasOf(core, session), WAIT).toMatchObject([{ supports: 2 }]);

    await desk.call('withdrawIdea', { params: { ideaId: applicationId } });
    await expect.poll(() => ideasOf(core, session), WAIT).toEqual([]);
    expect(await core.call(session, 'ideas.support', { ideaId: applicationId })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });

  it('is published only by its own authority, and only once', async () => {
    const { core, session } = await startKiosk();
    const { applicationId } = await submit(core, session, 'idea', { ...IDEA, ideaTitle: 'Saat' });
    const params = { caseId: applicationId };
    const body = { rev: 1, title: 'Saat', problem: 'Saat yoxdur.', proposal: 'Saat asmaq.' };
    const quba = await signIn(portal.url, portal.desk.quba);
    expect((await quba.problem('publishIdea', { params, body })).name).toBe('not-found');
    await desk.call('publishIdea', { params, body });
    expect((await desk.problem('publishIdea', { params, body })).name).toBe('changed-meanwhile');
    const ideas = (await desk.call('listIdeas')).published;
    expect(ideas.filter(({ ideaId }) => ideaId === applicationId)).toHaveLength(1);
  });

  it('that was forwarded belongs to the authority that publishes it', async () => {
    const { core, session } = await startKiosk();
    const { applicationId } = await submit(core, session, 'idea', { ...IDEA, ideaTitle: 'Skamya' });
    const params = { caseId: applicationId };
    await desk.call('forwardCase', {
      params,
      body: { rev: 1, authorityId: 'az-qba', text: 'Sizin parkdır.' },
    });
    const quba = await signIn(portal.url, portal.desk.quba);
    const { rev } = await quba.call('openCase', { params });
    const body = { rev, title: 'Skamya', problem: 'Yoxdur.', proposal: 'Qoymaq.' };
    expect((await quba.call('publishIdea', { params, body })).published).toMatchObject([
      { ideaId: applicationId },
    ]);
    const withdrawal = { params: { ideaId: applicationId } };
    expect((await desk.problem('withdrawIdea', withdrawal)).name).toBe('not-found');
    await quba.call('withdrawIdea', withdrawal);
  });

  it('is no other case: an appeal cannot be published', async () => {
    const { core, session } = await startKiosk();
    const { applicationId } = await submit(core, session, 'appeal-complaint', {
      ...APPEAL,
      direction: 'culture',
    });
    const problem = await desk.problem('publishIdea', {
      params: { caseId: applicationId },
      body: { rev: 1, title: 'a', problem: 'b', proposal: 'c' },
    });
    expect(problem.name).toBe('not-found');
  });
});

describe('feedback', () => {
  it('reaches the desk in numbers and words, and leads back to nobody', async () => {
    const { core, session } = await startKiosk();
    const receipt = await submit(core, session, 'appeal-thanks', {
      authority: 'az-mas',
      text: 'Sağ olun.',
    });
    const give = (rating: number, words: string) =>
      ask(core, session, 'feedback.give', {
        about: 'appeal-thanks',
        authorityId: 'az-mas',
        rating,
        reasons: ['easy', 'staff-helped'],
        text: words,
      });
    await give(5, 'Çox rahatdır');
    await give(2, '');
    const query = { from: '2020-01-01', to: '2099-12-31' };
    await expect
      .poll(async () => (await desk.call('readFeedback', { query })).services, WAIT)
      .toMatchObject([{ about: 'appeal-thanks', total: 2, ratings: [0, 1, 0, 0, 1] }]);
    const overview = await desk.call('readFeedback', { query });
    expect(overview.texts).toMatchObject([{ rating: 5, text: 'Çox rahatdır' }]);

    for (const rating of [1, 2, 3, 4]) await give(rating, 'Bir söz');
    const texts = async () => (await desk.call('readFeedback', { query })).texts;
    await expect.poll(async () => (await texts()).length, WAIT).toBe(5);
    const byId = await portal.portal.context.db
      .selectFrom('feedback')
      .select('rating')
      .where('text', 'is not', null)
      .orderBy('id')
      .execute();
    // The first came first; where it stands now is chance.
    expect((await texts()).map(({ rating }) => rating)).toEqual(byId.map(({ rating }) => rating));

    const { db } = portal.portal.context;
    const rows = await db.selectFrom('feedback').selectAll().execute();
    const notes = await db.selectFrom('notes').selectAll().where('kind', '=', 'feedback').execute();
    const ids = [
      receipt.applicationId,
      ...notes.map(({ id }) => id),
      ...notes.map((n) => n.kiosk_id),
    ];
    for (const id of ids) expect(JSON.stringify(rows)).not.toContain(id);
    expect(JSON.stringify(rows)).not.toContain('rahat');
    // Ids of version 4: those of version 7 would carry the minute.
    for (const { id } of [...rows, ...notes]) expect(id[14]).toBe('4');
  });

  it('of another authority is not shown', async () => {
    const quba = await signIn(portal.url, portal.desk.quba);
    const query = { from: '2020-01-01', to: '2099-12-31' };
    expect((await quba.call('readFeedback', { query })).services).toEqual([]);
    const operator = await signIn(portal.url, portal.desk.operator);
    expect((await operator.problem('readFeedback', { query })).name).toBe('not-allowed');
  });

  it('is limited, and only about what there is', async () => {
    const { core, session } = await startKiosk();
    const give = (about: string) =>
      core.call(session, 'feedback.give', { about, rating: 3, reasons: [], text: '' });
    expect(await give('no-such-service')).toMatchObject({ error: { code: 'not_found' } });
    for (let count = 0; count < 10; count += 1)
      expect(await give('kiosk')).toMatchObject({ ok: true });
    expect(await give('kiosk')).toMatchObject({ error: { code: 'too_many' } });
    const long = { about: 'kiosk', rating: 3, reasons: [], text: 'a'.repeat(501) };
    expect(await core.call(session, 'feedback.give', long)).toMatchObject({
      error: { code: 'bad_input' },
    });
  });
});
