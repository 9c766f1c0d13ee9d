import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemResult } from '../../../contract/sync-protocol.ts';
import { questionsFile } from '../../../contract/transfer-bundle.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk, type Answer, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import {
  buildPortal,
  killPortal,
  startPortalProcess,
  stopPortal,
  type PortalProcess,
} from '../../support/portal/portal-process.ts';
import { createContent, createItem } from '../../support/portal/sample-application.ts';
import {
  PACKS_FOLDER,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';
import {
  makeTemporaryFolder,
  type TemporaryFolder,
} from '../../support/portal/temporary-folder.ts';

let script: string;
beforeAll(async () => {
  script = await buildPortal();
}, 60_000);
afterAll(() => rm(dirname(script), { recursive: true }));

/** The data of a portal that has run here before, and a code for a kiosk. */
const prepareData = async (dataFolder: string, databaseUrl?: string) => {
  const former = await startTestPortal({ dataFolder, databaseUrl, withPeople: false });
  await former.close();
  return former;
};

const numberOf = (result: ItemResult | undefined): string =>
  result && 'registrationNumber' in result ? (result.registrationNumber ?? '') : '';

describeOnEachEngine('a portal that is killed', (engine) => {
  let folder: TemporaryFolder;
  let databaseUrl: string | undefined;
  let portal: PortalProcess;
  let kiosk: KioskDouble;

  const start = (port?: string): Promise<PortalProcess> =>
    startPortalProcess({
      script,
      dataFolder: folder.path,
      databaseUrl,
      ...(port === undefined ? {} : { port }),
    });
  const startAgain = async (): Promise<void> => {
    portal = await start(new URL(portal.url).port);
  };
  const newBatch = async (count: number): Promise<string> =>
    kiosk.signBatch(
      await Promise.all(
        Array.from({ length: count }, () => createItem(createContent(), kiosk.facts.sealingKey)),
      ),
    );
  /** Undefined when the connection broke. */
  const tryPost = (jws: string): Promise<Answer | undefined> =>
    kiosk.postBatch(jws).catch(() => undefined);

  beforeAll(async () => {
    folder = await makeTemporaryFolder('asan-portal');
    databaseUrl = await engine.newDatabase();
    const { enrolmentCode } = await prepareData(folder.path, databaseUrl);
    portal = await start();
    kiosk = await enrolKiosk(portal, enrolmentCode);
  }, 60_000);
  afterAll(async () => {
    await killPortal(portal);
    await folder.remove();
  });

  it('after it stored a batch answers the resent one with the same numbers', async () => {
    const jws = await newBatch(3);
    const stored = portal.logged('batch.taken'); // logged between the commit and the answer
    const answer = tryPost(jws);
    await stored;
    await killPortal(portal);
    const early = await answer;
    await startAgain();

    const reply = await kiosk.openBatchReply(await kiosk.postBatch(jws), jws);
    kiosk.moveOn(jws);
    expect(reply.results.map(({ status }) => status)).toEqual(Array(3).fill('duplicate'));
    if (early !== undefined) {
      const first = await kiosk.openBatchReply(early, jws); // the answer was faster than the kill
      expect(first.results.map(numberOf)).toEqual(reply.results.map(numberOf));
    }
  }, 60_000);

  it('at any moment of a stream of batches ends with every submission exactly once and no gaps', async () => {
    const numbers: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const jws = await newBatch(10);
      const answer = tryPost(jws);
      await new Promise((resolve) => setTimeout(resolve, round * 18));
      await killPortal(portal);
      await answer;
      await startAgain();
      const reply = await kiosk.openBatchReply(await kiosk.postBatch(jws), jws);
      kiosk.moveOn(jws);
      numbers.push(...reply.results.map(numberOf));
    }
    const running = numbers.map((number) => Number(number.split('-')[2])).sort((a, b) => a - b);
    const first = running[0] ?? 0;
    expect(running).toEqual(Array.from({ length: 40 }, (_, index) => first + index));
  }, 120_000);

  it('ends cleanly when it is asked to, and the lock is gone', async () => {
    expect(await stopPortal(portal)).toBe(0);
    await startAgain();
  }, 60_000);
});

describe('the command line', () => {
  let folder: TemporaryFolder;
  let former: TestPortal;
  beforeAll(async () => {
    folder = await makeTemporaryFolder('asan-portal');
    former = await prepareData(folder.path);
  }, 60_000);
  afterAll(() => folder.remove());

  const run = async (...args: string[]): Promise<Record<string, unknown>> => {
    const settings = {
      PORTAL_DATA: folder.path,
      PORTAL_DATABASE_URL: '',
      PORTAL_PACKS: PACKS_FOLDER,
    };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--liftoff-only', script, ...args],
      { env: { ...process.env, ...settings } },
    );
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  it('adds a code and an official to an installation, one JSON line each', async () => {
    const { keyThumbprint } = former;
    const code = await run('enrol-code', '--name', 'Masallı 1');
    expect(code).toMatchObject({ kioskName: 'Masallı 1', keyThumbprint });
    const official = await run(
      ...['add-official', '--name', 'anar', '--full-name', 'Anar', '--position', 'Müdir'],
      ...['--authority', 'az-mas'],
    );
    expect(official['password']).toMatch(/^[\w-]{20}$/);
    await expect(
      run('add-official', '--name', 'ANAR', '--full-name', 'A', '--position', 'M', '--operator'),
    ).rejects.toThrow(/already an official/);
  }, 60_000);

  it('ends with 2 after a stick of which it could not answer every file, and names them', async () => {
    const file = questionsFile('00000000-0000-4000-8000-000000000000');
    await writeFile(join(folder.path, file), 'damaged');
    const failed = run('answer-stick', '--folder', folder.path);
    await expect(failed).rejects.toMatchObject({
      code: 2,
      stdout: expect.stringContaining(`"failed":["${file}: the file is damaged`) as string,
    });
  }, 60_000);
});
