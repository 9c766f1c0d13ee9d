import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerBundle, BundleError } from '../../portal/stick/answer-bundle.ts';
import { copyDisk } from '../support/chaos/disk.ts';
import { expectEachExactlyOnce } from '../support/chaos/register.ts';
import { answerStick, readQuestions, STICK } from '../support/chaos/stick-folder.ts';
import { startSyncKiosk, type SyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';
import type { MemoryFiles } from '../support/store/memory-files.ts';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

let portal: TestPortal;
let started: SyncKiosk[] = [];
/** By all tests here, which share one portal. */
const delivered: string[] = [];
beforeAll(async () => {
  portal = await startTestPortal();
});
afterEach(async () => {
  await Promise.all(started.map((kiosk) => kiosk.stop()));
  started = [];
});
afterAll(() => portal.dispose());

const start = async (
  url: string,
  options: { disk?: MemoryFiles; enrolmentCode?: string },
): Promise<SyncKiosk> => {
  const { keyThumbprint } = portal;
  const kiosk = await startSyncKiosk({ url, keyThumbprint, transferFolder: STICK, ...options });
  started.push(kiosk);
  await kiosk.disk.makeFolder(STICK);
  await kiosk.enrolled();
  return kiosk;
};

/** Enrolled at the portal, then moved to where there is no network. */
const startRemote = async (): Promise<SyncKiosk> => {
  const near = await start(portal.url, { enrolmentCode: await portal.newEnrolmentCode() });
  return move(near, NOWHERE);
};
const move = async (kiosk: SyncKiosk, url: string): Promise<SyncKiosk> => {
  started = started.filter((other) => other !== kiosk);
  await kiosk.stop();
  return start(url, { disk: await copyDisk(kiosk.disk) });
};
/** The way to the portal and back, in somebody's pocket. */
const carry = async (kiosk: SyncKiosk): Promise<void> => {
  const putBack = await answerStick(portal.portal.context, kiosk);
  await putBack();
};

describe('a kiosk without a network', () => {
  let kiosk: SyncKiosk;
  beforeEach(async () => {
    kiosk = await startRemote();
    delivered.push(...(await kiosk.save(5)));
    expect(await kiosk.sync.transfer.export()).toMatchObject({
      ok: true,
      value: { submissions: 5 },
    });
  });

  test('delivers by stick, each submission once, and hears of its cases', async () => {
    await carry(kiosk);
    expect(await kiosk.sync.transfer.import()).toMatchObject({
      ok: true,
      value: { received: 5, setAside: 0, cases: 5 },
    });
    await expectEachExactlyOnce(portal.portal, delivered, [kiosk]);
  });

  test('delivers nothing twice when the stick was answered twice, or the network comes back first', async () => {
    await carry(kiosk);
    await carry(kiosk);
    const near = await move(kiosk, portal.url);
    await near.settled();
    expect(await near.sync.transfer.import()).toMatchObject({ ok: true, value: { received: 0 } });
    await expectEachExactlyOnce(portal.portal, delivered, [near]);
  });

  test('what was saved after the export goes with the next one', async () => {
    await carry(kiosk);
    delivered.push(...(await kiosk.save(2)));
    await kiosk.sync.transfer.import();
    expect(kiosk.sync.health().waiting).toBe(2);
    expect(await kiosk.sync.transfer.export()).toMatchObject({ value: { submissions: 2 } });
    await carry(kiosk);
    await kiosk.sync.transfer.import();
    await expectEachExactlyOnce(portal.portal, delivered, [kiosk]);
  });
});

describe('what the portal does not take from a stick', () => {
  test.each<[string, (text: string) => string]>([
    ['truncated', (text) => text.slice(0, -30)],
    ['empty', () => ''],
    ['a message of nobody', (text) => text.replace(/"messages":\["[^"]+"/u, '"messages":["x"')],
    [
      'an edited message',
      (text) => text.replace(/(?<=\.[A-Za-z0-9_-]{20})./u, (sign) => (sign === 'A' ? 'B' : 'A')),
    ],
    ['another kind of file', (text) => text.replace('asan-kiosk-questions', 'asan-kiosk-answers')],
  ])('%s', async (_, doctor) => {
    const kiosk = await startRemote();
    await kiosk.save(1);
    await kiosk.sync.transfer.export();
    const questions = await readQuestions(kiosk);
    const { context } = portal.portal;
    const count = () =>
      context.db
        .selectFrom('cases')
        .select('id')
        .execute()
        .then(({ length }) => length);
    const before = await count();
    await expect(answerBundle(context, doctor(questions))).rejects.toThrow(BundleError);
    expect(await count()).toBe(before);
  });
});
