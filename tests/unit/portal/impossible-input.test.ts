import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';

/** A letter that PostgreSQL cannot hold. */
const NUL = '\u0000';
const TEXT = { az: 'Bəli', ru: 'Да', en: 'Yes' };

describeOnEachEngine('a request that makes no sense', (engine) => {
  const logged: unknown[] = [];
  let portal: TestPortal;
  let official: DeskClient;
  let operator: DeskClient;

  beforeAll(async () => {
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (...line: unknown[]) => void logged.push(line),
    };
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase(), ports: { log } });
    official = await signIn(portal.url, portal.desk.masalli);
    operator = await signIn(portal.url, portal.desk.operator);
  }, 60_000);
  afterAll(() => portal.dispose());

  it('with text that no column can hold is the asker’s fault, not the portal’s', async () => {
    const answers = await Promise.all([
      official.send('listCases', { query: { search: `MAS${NUL}` } }),
      official.send('addTemplate', { body: { title: `A${NUL}`, text: TEXT } }),
      operator.send('enrolKiosk', { body: { name: `A${NUL}` } }),
      official.send('signIn', { body: { name: `a${NUL}`, password: 'twelve-letters' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(logged).toEqual([]);
  });

  it.each(['2026-02-31', '9999-12-31'])(
    'for the day %s is told that there is none',
    async (day) => {
      const close = { officialId: 'az-mas-economy', date: day, text: 'Ezamiyyət' };
      const answers = await Promise.all([
        official.send('readFeedback', { query: { from: day, to: day } }),
        official.send('readReceptions', { query: { from: day } }),
        official.send('closeDay', { body: close }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    },
  );

  it.each(['%00', 'S-1', `s-${'a'.repeat(80)}`])('for the survey %s finds none', async (id) => {
    const page = await fetch(`${portal.url}/participation/surveys/${id}`);
    const data = await fetch(`${portal.url}/participation/surveys/${id}/data.json`);
    expect([page.status, data.status]).toEqual([404, 404]);
  });

  it('is never answered with what an error says, and the log has kind and place alone', async () => {
    const { db } = portal.portal.context;
    await db.schema.alterTable('topics').renameTo('secret_topics').execute();
    const page = await fetch(`${portal.url}/participation/topics`);
    const desk = await official.send('listTopics');
    await db.schema.alterTable('secret_topics').renameTo('topics').execute();
    expect([page.status, await page.text(), desk.status]).toEqual([500, '', 500]);
    expect(logged).toMatchObject([
      ['page.route_failed', { route: '/participation/topics', error: 'error', code: '42P01' }],
      ['desk.route_failed', { route: '/desk/api/topics', error: 'error', code: '42P01' }],
    ]);
    expect(JSON.stringify(logged)).not.toContain('relation');
    expect((await fetch(`${portal.url}/participation/%E0%A4%A`)).status).toBe(400);
  });
});
