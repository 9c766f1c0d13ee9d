import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk, problemOf, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import {
  createContent,
  createItem,
  sealContent,
  sealText,
} from '../../support/portal/sample-application.ts';
import {
  createMovableClock,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';

const NOON = Date.parse('2026-11-23T08:00:00Z'); // 12:00 in Baku

describeOnEachEngine('the intake of batches', (engine) => {
  const clock = createMovableClock(NOON);
  let portal: TestPortal;
  let kiosk: KioskDouble;
  const newKiosk = async (): Promise<KioskDouble> =>
    enrolKiosk(portal, await portal.newEnrolmentCode());

  beforeAll(async () => {
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase(), ports: { clock } });
    kiosk = await enrolKiosk(portal, portal.enrolmentCode);
  }, 60_000);
  afterAll(() => portal.dispose());

  it('registers each submission with number, day and legal deadline', async () => {
    const reply = await kiosk.send([createContent(), createContent({ authorityId: 'az-qba' })]);

    expect(reply).toMatchObject({ kiosk: kiosk.id, seq: 1, serverTime: NOON });
    expect(reply.results).toMatchObject([
      {
        status: 'accepted',
        registrationNumber: 'MAS-2026-000001',
        registeredOn: '2026-11-23',
        answerBy: '2026-12-14',
      },
      { status: 'accepted', registrationNumber: 'QBA-2026-000001' },
    ]);
  });

  it('counts the day and the year in Baku, where midnight comes four hours before UTC', async () => {
    clock.set(Date.parse('2026-12-31T20:00:00Z'));
    const reply = await (await newKiosk()).send([createContent({ authorityId: 'az-abs' })]);
    clock.set(NOON);

    expect(reply.results).toMatchObject([
      { registrationNumber: 'ABS-2027-000001', registeredOn: '2027-01-01' },
    ]);
  });

  it('refuses what no column can hold without stopping the rest', async () => {
    const sender = await newKiosk();
    const bad = createContent({
      kind: 'appeal',
      serviceId: 'appeal-complaint',
      answers: { direction: 'roads\u0000' },
    });
    const item = {
      id: bad.id,
      kind: 'appeal',
      savedAt: bad.confirmedAt,
      sealed: await sealContent(bad, sender.facts.sealingKey, { kind: 'appeal' }),
    } as const;
    const good = await createItem(
      createContent({ authorityId: 'az-qba' }),
      sender.facts.sealingKey,
    );
    expect((await sender.sendItems([item, good])).results).toMatchObject([
      { status: 'refused', code: 'bad_content' },
      { status: 'accepted' },
    ]);
  });

  it('answers a resent batch with the same numbers as duplicates and stores nothing twice', async () => {
    const sender = await newKiosk();
    const items = [await createItem(createContent(), sender.facts.sealingKey)];
    const jws = await sender.signBatch(items);
    const first = await sender.openBatchReply(await sender.postBatch(jws), jws);
    const second = await sender.openBatchReply(await sender.postBatch(jws), jws);

    const [accepted, duplicate] = [first.results[0], second.results[0]];
    expect(accepted).toMatchObject({ status: 'accepted' });
    expect(duplicate).toEqual({ ...accepted, status: 'duplicate' });
  });

  it('answers an older batch again after a newer one was taken', async () => {
    const sender = await newKiosk();
    const { sealingKey } = sender.facts;
    const first = await sender.signBatch([await createItem(createContent(), sealingKey)]);
    await sender.postBatch(first);
    sender.moveOn(first);
    await sender.send([createContent()]);

    const again = await sender.openBatchReply(await sender.postBatch(first), first);
    expect(again.results).toMatchObject([{ status: 'duplicate' }]);
  });

  it('gives the same id in a later batch the same number', async () => {
    const sender = await newKiosk();
    const item = await createItem(createContent(), sender.facts.sealingKey);
    const [first] = (await sender.sendItems([item])).results;
    const [second] = (await sender.sendItems([item])).results;

    expect(second).toEqual({ ...first, status: 'duplicate' });
  });

  it('refuses other content under a known id, keeps the first and raises an alarm', async () => {
    const sender = await newKiosk();
    const content = createContent();
    await sender.send([content]);
    const { results } = await sender.send([{ ...content, language: 'ru' }]);

    expect(results).toEqual([{ id: content.id, status: 'refused', code: 'other_content' }]);
    const alarms = await portal.portal.context.db
      .selectFrom('alarms')
      .select(['kind', 'seq'])
      .where('kiosk_id', '=', sender.id)
      .execute();
    expect(alarms).toEqual([{ kind: 'other_content', seq: 2 }]);
  });

  it('treats the same item twice in one batch as one submission', async () => {
    const sender = await newKiosk();
    const item = await createItem(createContent(), sender.facts.sealingKey);
    const { results } = await sender.sendItems([item, item]);

    expect(results).toMatchObject([{ status: 'accepted' }, { status: 'duplicate' }]);
    expect(results[1]).toEqual({ ...results[0], status: 'duplicate' });
  });

  it('takes the good items of a batch and refuses each bad one with its reason', async () => {
    const sender = await newKiosk();
    const { sealingKey } = sender.facts;
    const good = createContent();
    const contentOfAnother = createContent();
    const notJson = randomUUID();
    const items = [
      await createItem(good, sealingKey),
      await createItem(createContent({ serviceId: 'no-such-service' }), sealingKey),
      await createItem(createContent({ authorityId: 'az-nowhere' }), sealingKey),
      {
        id: notJson,
        kind: 'application',
        savedAt: 1,
        sealed: await sealText('{', notJson, sealingKey),
      } as const,
      { ...(await createItem(contentOfAnother, sealingKey)), id: randomUUID() },
      { ...(await createItem(createContent(), sealingKey)), sealed: 'AAAA.BBBB.CCCC.DDDD.EEEE' },
    ];
    const { results } = await sender.sendItems(items);

    expect(results.map((result) => ('code' in result ? result.code : result.status))).toEqual([
      'accepted',
      'unknown_service',
      'unknown_authority',
      'bad_content',
      'unreadable',
      'unreadable',
    ]);
  });

  it('refuses an item of a shape or kind it does not know without losing its neighbours', async () => {
    const sender = await newKiosk();
    const good = await createItem(createContent(), sender.facts.sealingKey);
    const strange = { ...good, id: randomUUID(), kind: 'hologram' };
    const { results } = await sender.sendItems([strange as unknown as typeof good, good]);

    expect(results).toMatchObject([
      { id: strange.id, status: 'refused', code: 'bad_content' },
      { id: good.id, status: 'accepted' },
    ]);
  });

  it('repeats a refusal when the batch is sent again', async () => {
    const sender = await newKiosk();
    const item = await createItem(
      createContent({ serviceId: 'no-such-service' }),
      sender.facts.sealingKey,
    );
    const jws = await sender.signBatch([item]);
    await sender.postBatch(jws);
    const again = await sender.openBatchReply(await sender.postBatch(jws), jws);

    expect(again.results).toEqual([{ id: item.id, status: 'refused', code: 'unknown_service' }]);
  });

  it('takes answers that break the service’s present rules and marks the case for the official', async () => {
    const sender = await newKiosk();
    const broken = createContent({ serviceVersion: 99, answers: { childFin: 'O' } });
    const { results } = await sender.send([broken]);

    expect(results).toMatchObject([{ status: 'accepted' }]);
    const row = await portal.portal.context.db
      .selectFrom('cases')
      .select('needs_attention')
      .where('id', '=', broken.id)
      .executeTakeFirst();
    expect(row?.needs_attention).toBe(true);
  });

  it('keeps the submission sealed: nothing of the citizen is in the database', async () => {
    const canary = 'Kanareyka Sarı Quş';
    const sender = await newKiosk();
    const content = createContent({ answers: { childName: canary, reason: canary } });
    await sender.send([content]);
    const { db } = portal.portal.context;
    const tables = ['submissions', 'cases', 'batches', 'kiosks'] as const;
    const rows = await Promise.all(
      tables.map((table) => db.selectFrom(table).selectAll().execute()),
    );

    const dump = JSON.stringify(rows);
    expect(dump).toContain(content.id);
    for (const secret of [canary, content.reference, content.caseAccess.key])
      expect(dump).not.toContain(secret);
  });

  it('registers the same batch once when it arrives over many connections at the same moment', async () => {
    const sender = await newKiosk();
    const items = [await createItem(createContent(), sender.facts.sealingKey)];
    const jws = await sender.signBatch(items);
    const answers = await Promise.all(Array.from({ length: 8 }, () => sender.postBatch(jws)));
    const replies = await Promise.all(answers.map((answer) => sender.openBatchReply(answer, jws)));

    const numbers = replies.map(({ results }) => results[0]);
    expect(new Set(numbers.map((result) => JSON.stringify({ ...result, status: '' }))).size).toBe(
      1,
    );
    expect(numbers.filter((result) => result?.status === 'accepted')).toHaveLength(1);
  });

  it('numbers an authority’s cases without gaps while many kiosks send at once', async () => {
    const senders = await Promise.all(Array.from({ length: 6 }, newKiosk));
    const replies = await Promise.all(
      senders.flatMap((sender) => [
        sender.send(Array.from({ length: 5 }, () => createContent({ authorityId: 'az-aga' }))),
      ]),
    );
    const numbers = replies
      .flatMap(({ results }) => results)
      .map((result) => ('registrationNumber' in result ? result.registrationNumber : ''))
      .sort();

    expect(numbers).toEqual(
      Array.from({ length: 30 }, (_, index) => `AGA-2026-${String(index + 1).padStart(6, '0')}`),
    );
  });

  it('holds a batch that overtook the one before until that one was taken', async () => {
    const sender = await newKiosk();
    const { sealingKey } = sender.facts;
    const first = await sender.signBatch([await createItem(createContent(), sealingKey)]);
    sender.moveOn(first);
    const second = await sender.signBatch([await createItem(createContent(), sealingKey)]);
    const early = sender.postBatch(second);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const late = await sender.openBatchReply(await sender.postBatch(first), first);

    expect(late.results).toMatchObject([{ status: 'accepted' }]);
    const held = await sender.openBatchReply(await early, second);
    expect(held.results).toMatchObject([{ status: 'accepted' }]);
  });

  it('sends a batch back for later when the one before never comes', async () => {
    const sender = await newKiosk();
    sender.seq = 5;
    const jws = await sender.signBatch([
      await createItem(createContent(), sender.facts.sealingKey),
    ]);
    const answer = await sender.postBatch(jws);

    expect([answer.status, problemOf(answer)]).toEqual([409, 'out-of-order']);
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('holds few batches of a kiosk at a time: the others are sent back at once', async () => {
    const sender = await newKiosk();
    const item = await createItem(createContent(), sender.facts.sealingKey);
    const ended: number[] = [];
    const sendEarly = async (seq: number): Promise<void> => {
      const answer = await sender.postBatch(await sender.signBatch([item], { seq }));
      expect(problemOf(answer)).toBe('out-of-order');
      ended.push(performance.now());
    };
    await Promise.all(Array.from({ length: 12 }, (_, at) => sendEarly(at + 2)));
    expect(ended.at(-1)! - ended[7]!).toBeGreaterThan(1_000);
  });

  it('gives cases to a kiosk that was enrolled anew and sends its queue again', async () => {
    const before = await newKiosk();
    const content = createContent();
    const item = await createItem(content, before.facts.sealingKey);
    await before.sendItems([item]);
    const after = await newKiosk();
    const { results } = await after.sendItems([item]);

    expect(results).toMatchObject([{ status: 'duplicate' }]);
    expect((await after.pull()).cases).toMatchObject([{ lookupId: content.caseAccess.lookupId }]);
    expect((await before.pull()).cases).toEqual([]);
  });
});
