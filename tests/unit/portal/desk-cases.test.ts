import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubmissionContent } from '../../../contract/sync-protocol.ts';
import type { CaseDetail } from '../../../portal/desk-api.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk, openCaseState, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import { createContent } from '../../support/portal/sample-application.ts';
import {
  createMovableClock,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOON = Date.parse('2026-11-23T08:00:00Z');

describeOnEachEngine('cases at the desk', (engine) => {
  const clock = createMovableClock(NOON);
  let portal: TestPortal;
  let kiosk: KioskDouble;
  let official: DeskClient;
  let colleague: DeskClient;
  let quba: DeskClient;

  const submit = async (changes: Partial<SubmissionContent> = {}): Promise<SubmissionContent> => {
    const content = createContent(changes);
    await kiosk.send([content]);
    return content;
  };
  const open = (caseId: string): Promise<CaseDetail> =>
    official.call('openCase', { params: { caseId } });
  const stateAtKiosk = async ({ caseAccess: { lookupId, key } }: SubmissionContent) => {
    const envelope = await kiosk.lookUp(lookupId);
    if (envelope === null) throw new Error('no case');
    return { envelope, ...(await openCaseState(envelope, key)) };
  };

  beforeAll(async () => {
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase(), ports: { clock } });
    kiosk = await enrolKiosk(portal, portal.enrolmentCode);
    official = await signIn(portal.url, portal.desk.masalli);
    colleague = await signIn(portal.url, portal.desk.masalliColleague);
    quba = await signIn(portal.url, portal.desk.quba);
  }, 60_000);
  afterAll(() => portal.dispose());

  it('shows the opened application with the service’s own labels', async () => {
    const content = await submit();
    const detail = await open(content.id);

    expect(detail).toMatchObject({
      caseId: content.id,
      reference: content.reference,
      status: 'registered',
      kioskName: 'Test köşkü',
      attention: [],
      allowed: ['consider', 'answer', 'decline', 'reply', 'extend', 'ask', 'forward'],
      timeline: [{ status: 'registered', at: NOON }],
    });
    const byField = new Map(detail.answers.map((answer) => [answer.field, answer]));
    expect(byField.get('authority')?.value).toMatchObject({
      type: 'labels',
      labels: [{ en: 'Masalli district' }],
    });
    expect(byField.get('change')?.value).toMatchObject({ type: 'labels' });
    expect(byField.get('childBirthDate')?.value).toEqual({ type: 'date', date: '2014-05-17' });
    expect(byField.get('childName')).toMatchObject({
      kind: 'person-name',
      value: { type: 'text', text: 'Kənan Quliyev' },
    });
  });

  it('shows what the present form does not ask, and says what needs attention', async () => {
    const content = await submit({
      serviceVersion: 7,
      answers: { childFin: 'OOO', change: 'nickname', shoeSize: '31' },
    });
    const detail = await open(content.id);

    expect(detail.needsAttention).toBe(true);
    expect(detail.attention).toContainEqual({ rule: 'other_version' });
    expect(detail.attention.map(({ field }) => field)).toContain('childFin');
    expect(detail.answers.at(-1)).toEqual({
      field: 'shoeSize',
      personal: true,
      value: { type: 'text', text: '31' },
    });
    const change = detail.answers.find(({ field }) => field === 'change');
    expect(change?.value).toEqual({ type: 'text', text: 'nickname' });
  });

  it('records who opened a case and when, before showing it', async () => {
    const content = await submit();
    await colleague.call('openCase', { params: { caseId: content.id } });
    clock.advance(1000);
    const detail = await open(content.id);

    expect(detail.views).toEqual([
      { official: { name: 'Aygün Məmmədova', position: 'Şöbə müdiri' }, at: clock.now() },
      { official: { name: 'Elçin Hüseynov', position: 'Şöbə müdiri' }, at: clock.now() - 1000 },
    ]);
  });

  it('brings each step to the holder of the receipt, and to nobody else', async () => {
    const content = await submit();
    await kiosk.pull();
    clock.advance(1000);
    const considering = await official.call('considerCase', {
      params: { caseId: content.id },
      body: { rev: 1 },
    });
    expect(considering).toMatchObject({
      status: 'considering',
      rev: 2,
      allowed: ['answer', 'decline', 'reply', 'extend', 'ask', 'forward'],
    });
    clock.advance(1000);
    const answered = await official.call('answerCase', {
      params: { caseId: content.id },
      body: { rev: 2, text: '  Müraciətiniz təmin edilir.\nSağ olun.  ' },
    });
    expect(answered).toMatchObject({
      status: 'answered',
      late: false,
      allowed: ['reply'],
      decision: { kind: 'answered', text: 'Müraciətiniz təmin edilir.\nSağ olun.' },
    });

    const { cases } = await kiosk.pull();
    expect(cases).toMatchObject([{ lookupId: content.caseAccess.lookupId, rev: 3, final: true }]);
    const { header, state } = await openCaseState(cases[0]!, content.caseAccess.key);
    expect(header).toMatchObject({ kid: content.caseAccess.lookupId, rev: 3 });
    expect(state).toMatchObject({
      reference: content.reference,
      status: 'answered',
      timeline: [{ status: 'registered' }, { status: 'considering' }, { status: 'answered' }],
      decision: {
        kind: 'answered',
        text: 'Müraciətiniz təmin edilir.\nSağ olun.',
        official: { name: 'Aygün Məmmədova', position: 'Şöbə müdiri' },
        at: clock.now(),
      },
    });
    await expect(openCaseState(cases[0]!, createContent().caseAccess.key)).rejects.toThrow();
  });

  it('declines with a reason that the citizen reads, straight from registration', async () => {
    const content = await submit();
    const params = { caseId: content.id };
    await official.call('declineCase', { params, body: { rev: 1, text: 'Razılıq yoxdur.' } });

    const { envelope, state } = await stateAtKiosk(content);
    expect(envelope.final).toBe(true);
    expect(state.decision).toMatchObject({ kind: 'declined', text: 'Razılıq yoxdur.' });
  });

  it.each(['answerCase', 'declineCase'] as const)('refuses %s without words', async (action) => {
    const content = await submit();
    const params = { caseId: content.id };
    for (const text of ['', ' \n\t ', 'a'.repeat(10_001), 'x\u202Eevil', 'x\u0000']) {
      const problem = await official.problem(action, { params, body: { rev: 1, text } });
      expect(problem).toMatchObject({ name: 'bad-input', httpStatus: 400 });
      expect(problem.fields?.[0]?.field).toBe('text');
    }
    expect((await open(content.id)).status).toBe('registered');
  });

  it('gives the second of two officials at the same moment a clear conflict', async () => {
    const content = await submit();
    const params = { caseId: content.id };
    const answers = await Promise.all([
      official.send('answerCase', { params, body: { rev: 1, text: 'Bəli' } }),
      colleague.send('declineCase', { params, body: { rev: 1, text: 'Xeyr' } }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const conflict = answers.find(({ status }) => status === 409)?.json;
    const detail = await open(content.id);
    expect(conflict).toMatchObject({
      type: 'tag:asan-kiosk,2026:desk-problem:changed-meanwhile',
      current: { status: detail.status, rev: 2, by: detail.decision?.official },
    });
    expect((await stateAtKiosk(content)).state.status).toBe(detail.status);
  });

  it('does not take a step on a revision that is no longer the present one', async () => {
    const content = await submit();
    const params = { caseId: content.id };
    await colleague.call('considerCase', { params, body: { rev: 1 } });
    const stale = await official.problem('answerCase', { params, body: { rev: 1, text: 'Bəli' } });
    expect(stale).toMatchObject({
      name: 'changed-meanwhile',
      httpStatus: 409,
      current: { status: 'considering', rev: 2, by: { name: 'Elçin Hüseynov' } },
    });
    await official.call('answerCase', { params, body: { rev: 2, text: 'Bəli' } });
  });

  it('does not let a decided case be decided again', async () => {
    const content = await submit();
    const params = { caseId: content.id };
    await official.call('answerCase', { params, body: { rev: 1, text: 'Bəli' } });
    for (const rev of [1, 2]) {
      const problem = await official.problem('declineCase', {
        params,
        body: { rev, text: 'Xeyr' },
      });
      expect(problem.name).toBe('changed-meanwhile');
    }
    expect((await open(content.id)).decision?.text).toBe('Bəli');
  });

  it('keeps decisions unreadable in the database', async () => {
    const content = await submit();
    await official.call('answerCase', {
      params: { caseId: content.id },
      body: { rev: 1, text: 'Kanareyka-qərar' },
    });
    const { db } = portal.portal.context;
    const rows = await db.selectFrom('case_steps').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('Kanareyka');
  });

  it('shows the official nothing of another authority, not even that it is there', async () => {
    const content = await submit();
    const params = { caseId: content.id };
    const attempts = [
      quba.problem('openCase', { params }),
      quba.problem('considerCase', { params, body: { rev: 1 } }),
      quba.problem('answerCase', { params, body: { rev: 1, text: 'Bəli' } }),
      quba.problem('declineCase', { params, body: { rev: 1, text: 'Xeyr' } }),
      quba.problem('openCase', { params: { caseId: createContent().id } }),
      quba.problem('openCase', { params: { caseId: 'no-uuid' } }),
    ];
    for (const problem of await Promise.all(attempts))
      expect(problem).toMatchObject({ name: 'not-found', httpStatus: 404 });
    const { cases } = await quba.call('listCases', { query: { filter: 'all' } });
    expect(cases).toEqual([]);
  });

  describe('the list', () => {
    let list: TestPortal;
    let clerk: DeskClient;
    let contents: SubmissionContent[];

    beforeAll(async () => {
      clock.set(NOON);
      list = await startTestPortal({ databaseUrl: await engine.newDatabase(), ports: { clock } });
      const sender = await enrolKiosk(list, list.enrolmentCode);
      contents = [];
      for (const daysAgo of [2, 30, 0]) {
        clock.set(NOON - daysAgo * DAY);
        const content = createContent();
        contents.push(content);
        await sender.send([content]);
      }
      await sender.send([createContent({ authorityId: 'az-qba' })]);
      clock.set(NOON);
      clerk = await signIn(list.url, list.desk.masalli);
    }, 60_000);
    afterAll(() => list.dispose());

    it('leads with late cases and counts what each filter holds', async () => {
      const page = await clerk.call('listCases');

      expect(page.cases.map(({ caseId }) => caseId)).toEqual(
        [1, 0, 2].map((index) => contents[index]?.id),
      );
      expect(page.cases.map(({ late }) => late)).toEqual([true, false, false]);
      expect(page.cases[0]?.daysLeft).toBeLessThan(0);
      expect(page.counts).toEqual({
        open: 3,
        late: 1,
        messages: 0,
        considering: 0,
        answered: 0,
        declined: 0,
        withdrawn: 0,
        all: 3,
      });
      expect(page).toMatchObject({ today: '2026-11-23', page: 1, pages: 1 });
    });

    it('is not late on the legal day itself, in Baku', async () => {
      const { cases } = await clerk.call('listCases');
      const due = cases[2]!.answerBy; // 2026-12-14
      clock.set(Date.parse(`${due}T19:59:59Z`));
      const lastMoment = await signIn(list.url, list.desk.masalli);
      expect((await lastMoment.call('listCases')).cases[2]?.late).toBe(false);
      clock.set(Date.parse(`${due}T20:00:00Z`));
      expect((await lastMoment.call('listCases')).cases[2]?.late).toBe(true);
      clock.set(NOON);
      clerk = await signIn(list.url, list.desk.masalli); // the other session ended in those weeks
    });

    it('has nothing late in a reception that has its time', async () => {
      const setStatus = (status: 'registered' | 'scheduled') =>
        list.portal.context.db
          .updateTable('cases')
          .set({ status })
          .where('id', '=', contents[1]!.id)
          .execute();
      await setStatus('scheduled');
      const { cases, counts } = await clerk.call('listCases');
      const [scheduled] = cases.filter(({ caseId }) => caseId === contents[1]?.id);
      expect(scheduled).toMatchObject({ late: false, status: 'scheduled' });
      expect(scheduled).not.toHaveProperty('daysLeft');
      expect(counts).toMatchObject({ open: 3, late: 0 });
      await setStatus('registered');
    });

    it('moves a decided case out of the open ones, the newest decision first', async () => {
      for (const index of [0, 1]) {
        clock.advance(1000);
        await clerk.call('answerCase', {
          params: { caseId: contents[index]!.id },
          body: { rev: 1, text: 'Bəli' },
        });
      }
      const answered = await clerk.call('listCases', { query: { filter: 'answered' } });
      expect(answered.cases.map(({ caseId }) => caseId)).toEqual([
        contents[1]?.id,
        contents[0]?.id,
      ]);
      expect(answered.cases[0]).not.toHaveProperty('daysLeft');
      expect((await clerk.call('listCases', { query: { filter: 'late' } })).cases).toEqual([]);
    });

    it('finds by part of the number and by the whole reference, however it is typed', async () => {
      const find = async (search: string): Promise<string[]> =>
        (await clerk.call('listCases', { query: { filter: 'all', search } })).cases.map(
          ({ registrationNumber }) => registrationNumber,
        );
      expect(await find('000002')).toEqual(['MAS-2026-000002']);
      expect(await find('mas-2026')).toHaveLength(3);
      expect(await find(contents[0]!.reference.toLowerCase().replaceAll('-', ' '))).toHaveLength(1);
      for (const nothing of ['QBA', '%', '_', "' or 1=1 --", '\\'])
        expect(await find(nothing)).toEqual([]);
    });

    it('refuses a page that is no number', async () => {
      const problem = await clerk.problem('listCases', { query: { page: '1;drop' } });
      expect(problem).toMatchObject({ name: 'bad-input', httpStatus: 400 });
    });
  });
});
