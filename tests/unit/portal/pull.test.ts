import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIMITS } from '../../../contract/sync-protocol.ts';
import { changeEpoch } from '../../../portal/db/epoch.ts';
import { positionAfter, questionNumber, toCursor } from '../../../portal/kiosks/pull-cursor.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import {
  enrolKiosk,
  openCaseState,
  problemOf,
  type KioskDouble,
} from '../../support/portal/kiosk-double.ts';
import {
  createContent,
  deriveCaseAccess,
  SAMPLE_ANSWERS,
} from '../../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';

describeOnEachEngine('what a kiosk hears of its cases', (engine) => {
  let portal: TestPortal;
  let official: DeskClient;
  const newKiosk = async (): Promise<KioskDouble> =>
    enrolKiosk(portal, await portal.newEnrolmentCode());

  beforeAll(async () => {
    portal = await startTestPortal({
      databaseUrl: await engine.newDatabase(),
      limits: { lookups: { burst: 3, refillMs: 60_000 } },
    });
    official = await signIn(portal.url, portal.desk.masalli);
  }, 60_000);
  afterAll(() => portal.dispose());

  it('offers each case once, page by page, and then only what has changed', async () => {
    const kiosk = await newKiosk();
    const contents = Array.from({ length: 130 }, () => createContent());
    await kiosk.send(contents);

    const first = await kiosk.pull();
    const second = await kiosk.pull();
    const third = await kiosk.pull();
    expect([first.more, second.more, third.more]).toEqual([true, false, false]);
    const heard = [...first.cases, ...second.cases].map(({ lookupId }) => lookupId);
    expect(heard).toEqual(contents.map(({ caseAccess }) => caseAccess.lookupId));
    expect(third.cases).toEqual([]);

    const changed = contents[7]!;
    await official.call('considerCase', { params: { caseId: changed.id }, body: { rev: 1 } });
    expect((await kiosk.pull()).cases).toMatchObject([
      { lookupId: changed.caseAccess.lookupId, rev: 2, final: false },
    ]);
  });

  it('keeps other kiosks’ cases from a kiosk', async () => {
    const [one, other] = [await newKiosk(), await newKiosk()];
    await one.send([createContent()]);
    expect((await other.pull()).cases).toEqual([]);
  });

  it('misses no change when many officials’ decisions and a batch are committed at once', async () => {
    const kiosk = await newKiosk();
    const contents = Array.from({ length: 12 }, () => createContent());
    await kiosk.send(contents);
    const heard = new Map<string, number>();
    const listen = async (): Promise<void> => {
      for (const { lookupId, rev } of (await kiosk.pull()).cases) heard.set(lookupId, rev);
    };
    const decisions = contents.map(({ id }) =>
      official.call('considerCase', { params: { caseId: id }, body: { rev: 1 } }),
    );
    const late = createContent();
    const work = Promise.all([...decisions, kiosk.send([late])]);
    for (let times = 0; times < 10; times += 1) await listen();
    await work;
    await listen();

    expect(contents.map(({ caseAccess }) => heard.get(caseAccess.lookupId))).toEqual(
      contents.map(() => 2),
    );
    expect(heard.get(late.caseAccess.lookupId)).toBe(1);
  });

  it('begins at the start for a cursor of another epoch or of nonsense', async () => {
    const kiosk = await newKiosk();
    await kiosk.send([createContent()]);
    await kiosk.pull();
    for (const cursor of [
      '',
      'nonsense',
      '🦀',
      toCursor({ epoch: kiosk.id, change: 1, publication: 0, question: 0 }),
    ]) {
      kiosk.cursor = cursor;
      expect((await kiosk.pull()).cases).toHaveLength(1);
    }
  });

  it('tells kiosks a new epoch after a restore and offers everything again', async () => {
    const kiosk = await newKiosk();
    await kiosk.send([createContent()]);
    await kiosk.pull();
    const epoch = portal.portal.context.ids.next();
    await changeEpoch(portal.portal.context.db, epoch);

    const reply = await kiosk.pull();
    expect(reply.epoch).toBe(epoch);
    expect(reply.cases).toHaveLength(1);
  });

  it('opens with the key that reference and code of the receipt give', async () => {
    const kiosk = await newKiosk();
    const [reference, code] = ['A7K-42F-9CD', 'K7M-2QX-94H'];
    const content = createContent({ reference, caseAccess: deriveCaseAccess(reference, code) });
    await kiosk.send([content]);
    const { cases } = await kiosk.pull();

    const { key } = deriveCaseAccess(reference, code);
    const { header, state } = await openCaseState(cases[0]!, key);
    expect(header).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      typ: 'asan-case+jwe',
      kid: content.caseAccess.lookupId,
      rev: 1,
    });
    expect(state).toMatchObject({ reference, status: 'registered', title: content.serviceTitle });
  });

  it('leaves out one state that no kiosk takes, and goes on with the others', async () => {
    const kiosk = await newKiosk();
    const [old, other] = [createContent(), createContent()];
    await kiosk.send([old, other]);
    const { db } = portal.portal.context;
    const state = 'A'.repeat(LIMITS.sealedCase + 1); // as earlier portals wrote them
    await db.updateTable('cases').set({ state }).where('id', '=', old.id).execute();

    const { cases } = await kiosk.pull();
    expect(cases.map(({ lookupId }) => lookupId)).toEqual([other.caseAccess.lookupId]);
    await official.call('considerCase', { params: { caseId: old.id }, body: { rev: 1 } });
    expect((await kiosk.pull()).cases).toMatchObject([{ lookupId: old.caseAccess.lookupId }]);
  });

  it('finds a case whose answers are longer than the details may be', async () => {
    const kiosk = await newKiosk();
    const long = Array.from({ length: 12 }, (_, index) => [`long${index}`, 'Ё'.repeat(4_000)]);
    const answers = { ...SAMPLE_ANSWERS, ...(Object.fromEntries(long) as Record<string, string>) };
    const content = createContent({ answers });
    await kiosk.send([content]);
    const { lookupId } = content.caseAccess;
    expect(await kiosk.lookUp(lookupId)).toMatchObject({ lookupId });
  });

  it('finds a case that was submitted at another kiosk, and answers null for any other id', async () => {
    const [one, other] = [await newKiosk(), await newKiosk()];
    const content = createContent();
    await one.send([content]);

    expect(await other.lookUp(content.caseAccess.lookupId)).toMatchObject({
      lookupId: content.caseAccess.lookupId,
      rev: 1,
    });
    expect(await other.lookUp(randomBytes(16).toString('base64url'))).toBeNull();
  });

  it('slows a kiosk down that looks up more than people can type, and no other', async () => {
    const [eager, calm] = [await newKiosk(), await newKiosk()];
    const lookupId = randomBytes(16).toString('base64url');
    const statuses = [];
    for (let times = 0; times < 4; times += 1)
      statuses.push((await eager.postLookup(lookupId)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);

    const answer = await eager.postLookup(lookupId);
    expect(problemOf(answer)).toBe('too-many-requests');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await calm.postLookup(lookupId)).status).toBe(200);
  });
});

it('continues after its own cursor and does not trust one from the future', () => {
  const present = { epoch: '01890000-0000-7000-8000-000000000000', change: 10, publication: 5 };
  const start = { change: 0, publication: 0 };
  const after = (changes: Partial<typeof present>) =>
    positionAfter(toCursor({ ...present, question: 2, ...changes }), present);
  expect(after({ change: 7, publication: 3 })).toEqual({ change: 7, publication: 3 });
  expect(after({ change: 11 })).toEqual(start);
  expect(after({ publication: 6 })).toEqual(start);
  expect(positionAfter(undefined, present)).toEqual(start);
});

it('continues after a cursor of an earlier portal, which names no question', () => {
  const epoch = '01890000-0000-7000-8000-000000000000';
  const cursor = Buffer.from(`${epoch}.7.3`).toString('base64url');
  const present = { epoch, change: 10, publication: 5 };
  expect(positionAfter(cursor, present)).toEqual({ change: 7, publication: 3 });
  expect(questionNumber(cursor)).toBe(0);
  expect(questionNumber(toCursor({ ...present, question: 4 }))).toBe(4);
});
