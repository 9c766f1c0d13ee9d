import { spawn } from 'node:child_process';
import { mkdir, readdir, stat, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPortal } from '../../../portal/create-portal.ts';
import { openPglite } from '../../../portal/db/open-database.ts';
import { setUpDemonstration } from '../../../portal/demonstration/set-up-demonstration.ts';
import { signIn } from '../../support/portal/desk-client.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk } from '../../support/portal/kiosk-double.ts';
import { prepareEmbeddedDatabase } from '../../support/portal/pglite-template.ts';
import { createContent, createItem } from '../../support/portal/sample-application.ts';
import {
  PACKS_FOLDER,
  startTestPortal,
  type TestPortal,
  type TestPortalOptions,
} from '../../support/portal/start-test-portal.ts';
import {
  makeTemporaryFolder,
  type TemporaryFolder,
} from '../../support/portal/temporary-folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // most tests start an embedded database or two

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const makeFolder = async (): Promise<string> => {
  const folder = await makeTemporaryFolder('asan-portal');
  cleanUps.push(() => folder.remove());
  return folder.path;
};
const start = async (options: TestPortalOptions): Promise<TestPortal> => {
  const portal = await startTestPortal(options);
  cleanUps.push(() => portal.dispose());
  return portal;
};

describeOnEachEngine('a portal', (engine) => {
  it('finds everything again after it was closed: keys, epoch, kiosks, cases', async () => {
    const [dataFolder, databaseUrl] = [await makeFolder(), await engine.newDatabase()];
    const before = await start({ dataFolder, databaseUrl });
    const kiosk = await enrolKiosk(before, before.enrolmentCode);
    const item = await createItem(createContent(), kiosk.facts.sealingKey);
    const jws = await kiosk.signBatch([item]);
    const first = await kiosk.openBatchReply(await kiosk.postBatch(jws), jws);
    await before.close();

    const after = await start({ dataFolder, databaseUrl, port: Number(new URL(before.url).port) });
    expect(after.keyThumbprint).toBe(before.keyThumbprint);
    const again = await kiosk.openBatchReply(await kiosk.postBatch(jws), jws);
    expect(again.epoch).toBe(first.epoch);
    expect(again.results).toEqual([{ ...first.results[0], status: 'duplicate' }]);
  });

  it('says try-later, not refused, while its database is away', async () => {
    const portal = await start({ databaseUrl: await engine.newDatabase() });
    const kiosk = await enrolKiosk(portal, portal.enrolmentCode);
    await portal.portal.context.db.schema.alterTable('batches').renameTo('gone').execute();
    const log = console.error;
    console.error = () => undefined; // the portal reports the fault, which is not this test's
    const jws = await kiosk.signBatch([await createItem(createContent(), kiosk.facts.sealingKey)]);
    const answer = await kiosk.postBatch(jws);
    console.error = log;
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('10');
    expect(answer.body).not.toContain('batches');
  });

  it('sets up a demonstration once and says at each start how a kiosk reaches it', async () => {
    const [dataFolder, databaseUrl] = [await makeFolder(), await engine.newDatabase()];
    const portal = await createPortal({
      dataFolder,
      databaseUrl,
      packsFolder: PACKS_FOLDER,
      ports: { log: { info: () => undefined, warn: () => undefined, error: () => undefined } },
    });
    cleanUps.push(() => portal.close());
    const url = await portal.listen(0);
    const accounts = await setUpDemonstration(portal, dataFolder, url);
    const read = async (name: string): Promise<unknown> =>
      JSON.parse(await readFile(join(dataFolder, name), 'utf8')) as unknown;

    expect(await read('demo-accounts.json')).toEqual(accounts);
    expect((await stat(join(dataFolder, 'demo-accounts.json'))).mode & 0o777).toBe(0o600);
    for (const { name, password, authorityId } of accounts!.filter((one) => one.authorityId)) {
      const desk = await signIn(url, { name, password });
      const { cases } = await desk.call('listCases', { query: { filter: 'all' } });
      expect(cases.length, authorityId).toBeGreaterThanOrEqual(2);
      for (const one of cases) {
        expect(one).toMatchObject({ demonstration: true, needsAttention: false });
        const params = { caseId: one.caseId };
        expect((await desk.call('openCase', { params })).attention).toEqual([]);
      }
    }
    const masalli = accounts!.filter((one) => one.authorityId === 'az-mas');
    expect(masalli).toHaveLength(2); // a survey needs a second pair of eyes
    const desk = await signIn(url, masalli[0]!);
    expect((await desk.call('listTopics')).topics).toHaveLength(1);
    const { surveys } = await desk.call('listSurveys');
    expect(surveys.map(({ final, decided, cast }) => ({ final, decided, cast }))).toEqual(
      expect.arrayContaining([
        { final: true, decided: true, cast: 41 },
        { final: false, decided: false, cast: undefined },
      ]),
    );
    const closed = await (await fetch(`${url}/participation/?lang=en`)).text();
    expect(closed).toContain('The authority has not said yet what it does with the result.');
    const enrolment = (await read('demo-enrolment.json')) as Record<string, string>;
    expect(enrolment).toMatchObject({ portalUrl: url, keyThumbprint: portal.keyThumbprint });

    expect(await setUpDemonstration(portal, dataFolder, url)).toBeUndefined();
    const renewed = (await read('demo-enrolment.json')) as Record<string, string>;
    expect(renewed['enrolmentCode']).not.toBe(enrolment['enrolmentCode']);
    await enrolKiosk({ url, keyThumbprint: portal.keyThumbprint }, renewed['enrolmentCode']!);
    await setUpDemonstration(portal, dataFolder, url);
    expect(await read('demo-enrolment.json')).toEqual({
      portalUrl: url,
      keyThumbprint: portal.keyThumbprint,
    });
  });
});

describe('the embedded database', () => {
  it('is one process’s: a second portal on its folder is refused', async () => {
    const portal = await start({});
    await expect(
      createPortal({ dataFolder: portal.dataFolder, packsFolder: PACKS_FOLDER }),
    ).rejects.toThrow(/another portal/);
  });

  it('is taken over from a process that is gone', async () => {
    const dataFolder = await makeFolder();
    await prepareEmbeddedDatabase(dataFolder);
    const gone = spawn(process.execPath, ['-e', '']);
    const pid = gone.pid;
    await new Promise((resolve) => gone.once('exit', resolve));
    for (const holder of [`${pid} 12345`, `${process.pid} 1`, 'rubbish']) {
      await writeFile(join(dataFolder, 'portal.lock'), holder);
      const database = await openPglite(dataFolder, () => undefined);
      await database.close();
      expect(await readdir(dataFolder)).not.toContain('portal.lock');
    }
  });

  it('writes every commit to the disk: fsync is on', async () => {
    const { portal } = await start({});
    const { sql } = await import('kysely');
    const settings = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings
      where name in ('fsync', 'wal_sync_method', 'synchronous_commit', 'full_page_writes')
      order by name`.execute(portal.context.db);
    expect(settings.rows).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'synchronous_commit', setting: 'on' },
      { name: 'wal_sync_method', setting: 'fsync' },
    ]);
  });
});

describe('what browsers get', () => {
  let folder: TemporaryFolder;
  let portal: TestPortal;
  beforeAll(async () => {
    folder = await makeTemporaryFolder('asan-desk');
    await mkdir(join(folder.path, 'assets'));
    await writeFile(join(folder.path, 'index.html'), '<!doctype html><title>Desk</title>');
    await writeFile(join(folder.path, 'assets', 'desk-abc.js'), 'export {};');
    portal = await startTestPortal({
      deskFolder: folder.path,
      publicOrigin: 'https://portal.example.az',
    });
  });
  afterAll(async () => {
    await portal.dispose();
    await folder.remove();
  });

  it('is the desk with a strict policy on every answer', async () => {
    const { url } = portal;
    for (const path of [
      '/desk/',
      '/desk/cases/1',
      '/desk/assets/desk-abc.js',
      '/desk/api/session',
      '/nowhere',
      '/openapi.json',
    ]) {
      const { headers } = await fetch(url + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).not.toMatch(/unsafe|\*|http:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('is the page itself for the desk’s own paths, and nothing for files that are not there', async () => {
    const { url } = portal;
    const status = async (path: string): Promise<number> => (await fetch(url + path)).status;
    expect(await (await fetch(`${url}/desk/cases/1`)).text()).toContain('<title>Desk</title>');
    expect((await fetch(url)).url).toBe(`${url}/desk/`);
    for (const path of [
      '/desk/assets/none.js',
      '/desk/api/nothing',
      '/desk/..%2f..%2fpackage.json',
      '/desk/%2e%2e/portal-keys.json',
      '/portal-keys.json',
    ])
      expect(await status(path), path).toBe(404);
  });

  it('tells browsers to stay with https where the portal is reached by it', async () => {
    const { headers } = await fetch(`${portal.url}/desk/api/session`);
    expect(headers.get('strict-transport-security')).toContain('max-age');
  });
});
