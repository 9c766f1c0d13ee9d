import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bakuDay } from '../../contract/domain/baku-time.ts';
import { RATINGS } from '../../contract/feedback.ts';
import type { NoteKind } from '../../contract/item-kinds.ts';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import { mixRows } from '../../portal/mixing/mix-rows.ts';
import { describeOnEachEngine } from '../support/portal/engines.ts';
import { enrolKiosk, type KioskDouble } from '../support/portal/kiosk-double.ts';
import { createContent, createItem, sealText } from '../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';
import { surveyContent } from '../support/voting/sample-survey.ts';
import {
  createVoter,
  HOUR,
  newFin,
  timesFrom,
  type VoterDouble,
} from '../support/voting/voters.ts';

/** Rows that must lead to nobody, and those of the same transactions that name kiosk and moment. */
const QUIET = [
  'ballot_box_ballots',
  'registrar_issuances',
  'survey_comments',
  'idea_supports',
  'feedback',
] as const;
const TELLING = ['notes', 'cases', 'submissions', 'batches', 'kiosks', 'ideas', 'publications'];

describeOnEachEngine('rows of one transaction', (engine) => {
  let portal: TestPortal;
  let kiosk: KioskDouble;
  let survey: SurveyManifest;
  let ideaId: string;
  const db = () => portal.portal.context.db;

  beforeAll(async () => {
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase() });
    kiosk = await enrolKiosk(portal, portal.enrolmentCode);
    survey = await portal.portal.context.voting.surveys.open({
      content: surveyContent({ minBatch: 2 }),
      times: timesFrom(Date.now() - HOUR),
    });
    const content = createContent();
    await kiosk.sendItems([await createItem(content, kiosk.facts.sealingKey)]);
    ideaId = content.id;
    await db()
      .insertInto('ideas')
      .values({
        id: ideaId,
        authority_id: 'az-mas',
        direction: 'roads-transport',
        language: 'az',
        title: 'Körpü',
        problem: 'Yoxdur',
        proposal: 'Tikilsin',
        published_on: bakuDay(Date.now()),
        withdrawn_on: null,
        supports: 0,
      })
      .execute();
  }, 60_000);
  afterAll(() => portal.dispose());

  const noteOf = async (kind: NoteKind, content: object) => {
    const id = randomUUID();
    const json = JSON.stringify({ v: 1, id, kind, ...content });
    return {
      id,
      kind,
      savedAt: Date.now(),
      sealed: await sealText(json, id, kiosk.facts.sealingKey, { kind }),
    };
  };
  const requestOf = async ({ request }: VoterDouble) => ({
    id: request.id,
    kind: 'vote-auth' as const,
    savedAt: Date.now(),
    sealed: await sealText(JSON.stringify(request), request.id, survey.registrarJwk, {
      kind: 'vote-auth',
    }),
  });

  /** All that one person does in one visit, as one batch, and the ballot. */
  const visit = async (): Promise<{ voter: VoterDouble; support: object }> => {
    const voter = await createVoter(survey);
    const support = { ideaId, once: { by: 'person', fin: newFin() } };
    const reply = await kiosk.sendItems([
      await createItem(createContent(), kiosk.facts.sealingKey),
      await noteOf('feedback', {
        about: 'child-name-change',
        rating: RATINGS[0],
        reasons: [],
        text: 'Sağ olun',
        authorityId: 'az-mas',
        language: 'az',
        day: bakuDay(Date.now()),
      }),
      await noteOf('survey-comment', {
        surveyId: survey.surveyId,
        language: 'az',
        text: 'Mən bunu yazdım',
      }),
      await noteOf('support', support),
      await requestOf(voter),
    ]);
    expect(reply.results.map(({ status }) => status)).toEqual(Array(5).fill('accepted'));
    const answer = reply.results.at(-1);
    if (answer?.status !== 'accepted' || answer.answer === undefined) throw new Error('no answer');
    const { blindSig } = JSON.parse(answer.answer) as { blindSig: string };
    const ballot = voter.ballot(blindSig);
    if (ballot === undefined) throw new Error('no ballot');
    await portal.portal.context.voting.ballotBox.take(db(), ballot, Date.now());
    return { voter, support };
  };

  /** What stands in the rows, in an order that has nothing to do with the file. */
  const contents = async (): Promise<Record<string, string[]>> => {
    const found: Record<string, string[]> = {};
    for (const table of QUIET) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(db());
      found[table] = rows.map((row) => JSON.stringify(row)).sort();
    }
    return found;
  };
  const numbersOf = async (table: string): Promise<string[]> => {
    const { rows } = await sql<{ xid: string }>`
      select xmin::text as xid from ${sql.table(table)}`.execute(db());
    return rows.map(({ xid }) => xid);
  };
  /** Pairs of a quiet row and a telling one that one transaction has written. */
  const linked = async (table: string): Promise<number> => {
    const numbers = new Set(await numbersOf(table));
    const told = await Promise.all(
      [...TELLING, ...QUIET.filter((one) => one !== table)].map(numbersOf),
    );
    return told.flat().filter((number) => numbers.has(number)).length;
  };
  const placesOf = async (): Promise<string[]> => {
    const { rows } = await sql<{ token: string }>`
      select token from ballot_box_ballots order by ctid`.execute(db());
    return rows.map(({ token }) => token);
  };

  it('cannot be laid side by side once they were mixed', async () => {
    for (let visits = 0; visits < 3; visits += 1) await visit();
    for (const table of QUIET.filter((one) => one !== 'ballot_box_ballots'))
      expect(await linked(table), table).toBeGreaterThan(0); // the attack works
    const before = await contents();
    expect(await mixRows(db())).toEqual([]);
    for (const table of QUIET) {
      expect(await linked(table), table).toBe(0);
      expect(new Set(await numbersOf(table)).size, table).toBe(1);
    }
    expect(await contents()).toEqual(before);
  });

  it('are mixed again with all that was there before when something came, and only then', async () => {
    await visit();
    await mixRows(db());
    const numbers = await numbersOf('feedback');
    expect(new Set(numbers).size).toBe(1);
    expect(numbers).toHaveLength(4);
    await mixRows(db());
    expect(await numbersOf('feedback')).toEqual(numbers);
  });

  it('keep their keys: nothing can be done a second time, and the figures stay', async () => {
    const { voter, support } = await visit();
    const { ballotBox } = portal.portal.context.voting;
    const counted = await ballotBox.count(db(), survey);
    await mixRows(db());
    const again = await createVoter(survey, { fin: voter.request.fin });
    const reply = await kiosk.sendItems([await requestOf(again), await noteOf('support', support)]);
    const [refused] = reply.results;
    const answer = refused?.status === 'accepted' ? refused.answer : undefined;
    expect(answer).toContain('already_voted');
    const { supports } = await db()
      .selectFrom('ideas')
      .select('supports')
      .where('id', '=', ideaId)
      .executeTakeFirstOrThrow();
    expect(supports).toBe(5);
    const [row] = await db().selectFrom('ballot_box_ballots').selectAll().limit(1).execute();
    if (row === undefined) throw new Error('no ballot');
    const { token: _token, survey_id: surveyId, ...sealed } = row;
    const ballot = { v: 1, type: 'ballot', surveyId, ...sealed } as const;
    const receipt = decodeJwt(await ballotBox.take(db(), ballot, Date.now()));
    expect(receipt).toMatchObject({ status: 'taken' });
    expect(await ballotBox.count(db(), survey)).toEqual(counted);
  });

  it('lie in another order afterwards', async () => {
    for (let ballots = 0; ballots < 30; ballots += 1) {
      const row = { survey_id: survey.surveyId, kid: 'k', rnd: 'r', sealed: 's', sig: 'g' };
      await db()
        .insertInto('ballot_box_ballots')
        .values({ token: `t-${String(ballots).padStart(2, '0')}`, ...row })
        .execute();
    }
    const arrived = (tokens: readonly string[]) => tokens.filter((token) => token.startsWith('t-'));
    const before = arrived(await placesOf());
    expect(before).toEqual(before.toSorted());
    await mixRows(db());
    const after = arrived(await placesOf());
    expect(after).not.toEqual(before);
    expect(after.toSorted()).toEqual(before);
  });

  it('are all there when a mixing is cut in the middle', async () => {
    await visit();
    const before = await contents();
    await sql`create function cut() returns trigger language plpgsql as
      $$ begin raise exception 'cut'; end $$`.execute(db());
    await sql`create trigger cut after insert on feedback
      for each statement execute function cut()`.execute(db());
    await expect(mixRows(db())).rejects.toThrow('cut');
    await sql`drop trigger cut on feedback`.execute(db());
    expect(await contents()).toEqual(before);
    await mixRows(db());
    expect(await contents()).toEqual(before);
    expect(await linked('feedback')).toBe(0);
  });

  it.skipIf(engine.name === 'pglite')(
    'are not lost or doubled when many write and mix',
    async () => {
      const before = await contents();
      const [visits] = await Promise.all([
        (async () => {
          for (let visited = 0; visited < 4; visited += 1) await visit();
          return 4;
        })(),
        ...Array.from({ length: 3 }, async () => {
          for (let time = 0; time < 5; time += 1) await mixRows(db());
        }),
      ]);
      await mixRows(db());
      const after = await contents();
      for (const table of QUIET) {
        expect(after[table]).toHaveLength((before[table]?.length ?? 0) + visits);
        expect(after[table]).toEqual(expect.arrayContaining(before[table] ?? []));
        expect(await linked(table), table).toBe(0);
      }
    },
  );

  it.skipIf(engine.name === 'pglite')(
    'wait for the next time while somebody writes for long',
    async () => {
      await visit();
      let release = (): void => undefined;
      const writing = db()
        .transaction()
        .execute(async (tx) => {
          await sql`lock table feedback in row exclusive mode`.execute(tx);
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        });
      const busy = await mixRows(db()).finally(() => release());
      await writing;
      expect(busy).toEqual(['feedback']);
      expect(await linked('survey_comments')).toBe(0);
      expect(await mixRows(db())).toEqual([]);
      expect(await linked('feedback')).toBe(0);
    },
  );
});
