import { appendFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MethodInput, MethodName, MethodOutput } from '../../contract/kiosk-api.ts';
import type { Receipt } from '../../contract/views.ts';
import type { Core } from '../../electron/core/core.ts';
import { createCore } from '../../electron/core/create-core.ts';
import { openStore } from '../../electron/core/store/open-store.ts';
import { createKeyFileWrap } from '../../electron/node-ports/key-file-wrap.ts';
import { createNodePorts } from '../../electron/node-ports/node-ports.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { chaosConfig } from '../support/chaos/sync-kiosk.ts';
import { signIn } from '../support/portal/desk-client.ts';
import { SAMPLE_ANSWERS } from '../support/portal/sample-application.ts';
import {
  PACKS_FOLDER,
  startTestPortal,
  type TestPortal,
} from '../support/portal/start-test-portal.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';
import { scanBytes, scanFolder } from './stolen-disk-scan.ts';

const SERVICE = 'child-name-change';
const DECISION = 'Valideynlərin razılığı təsdiq olundu, icazə verilir.';
const MESSAGE = 'Zəhmət olmasa, qərarın səbəbini ətraflı yazın, bu mənim üçün vacibdir.';
const DRAFT_REASON = 'Qaralama: hələ göndərilməyib, başqa heç kim görməməlidir.';

/** What a person typed: everything but choices, which are the same words for everybody. */
const TYPED = [
  'childName',
  'childFin',
  'childBirthDate',
  'newSurname',
  'reason',
  'applicantName',
  'applicantFin',
  'otherParentName',
  'address',
  'phone',
] as const;
const typedValues = TYPED.map((field) => String(SAMPLE_ANSWERS[field]));

let portal: TestPortal;
let folder: TemporaryFolder;
let core: Core | undefined;
let receipt: Receipt;
/** Everything that must not be found. */
let secrets: readonly string[];

const keyFile = (): string => join(folder.path, 'kiosk.key');
const newPorts = () =>
  createNodePorts({
    keyWrap: createKeyFileWrap(keyFile()),
    writeLog: (line) => appendFileSync(join(folder.path, 'kiosk.log'), line),
  });

const start = (): Promise<Core> => {
  const config = chaosConfig(portal);
  return createCore(newPorts(), {
    ...config,
    dataFolder: folder.path,
    packsFolder: PACKS_FOLDER,
    kiosk: { ...config.kiosk, portal: { ...config.kiosk.portal!, pullEvery: 0.2 } },
  });
};

const screenOf = (kiosk: Core) => {
  const id = kiosk.openSession();
  const ask = async <M extends MethodName>(
    method: M,
    input: MethodInput<M>,
  ): Promise<MethodOutput<M>> => {
    const result = await kiosk.call(id, method, input);
    if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  return { ask };
};
type Screen = ReturnType<typeof screenOf>;

const apply = async ({ ask }: Screen): Promise<Receipt> => {
  await ask('session.begin', { language: 'az' });
  const { applicationId, serviceVersion } = await ask('applications.start', { serviceId: SERVICE });
  await ask('applications.saveDraft', { applicationId, answers: SAMPLE_ANSWERS });
  return ask('applications.submit', {
    applicationId,
    serviceVersion,
    answers: SAMPLE_ANSWERS,
    confirmed: true,
  });
};

/** Somebody who walked away in the middle of a form. */
const leaveDraft = async ({ ask }: Screen): Promise<void> => {
  const { applicationId } = await ask('applications.start', { serviceId: SERVICE });
  await ask('applications.saveDraft', { applicationId, answers: { reason: DRAFT_REASON } });
};

const decideAtDesk = async (): Promise<void> => {
  const official = await signIn(portal.url, portal.desk.masalli);
  const { cases } = await official.call('listCases', { query: { filter: 'open' } });
  const { caseId, rev } = cases[0]!;
  await official.call('considerCase', { params: { caseId }, body: { rev } });
  await official.call('answerCase', {
    params: { caseId },
    body: { rev: rev + 1, text: DECISION },
  });
};

beforeAll(async () => {
  portal = await startTestPortal();
  folder = await makeTemporaryFolder('asan-stolen');
  core = await start();
  const running = core;
  await eventually(async () => {
    const { ask } = screenOf(running);
    return (await ask('kiosk.status', {})).canSave;
  }, 'enrolment');
  const screen = screenOf(running);
  receipt = await apply(screen);
  const id = receipt.applicationId;
  await eventually(async () => {
    const { state } = await screen.ask('applications.delivery', { applicationId: id });
    return state === 'received';
  }, 'the receipt of the portal');
  await decideAtDesk();
  const { reference, code } = receipt;
  await eventually(async () => {
    const view = await screen.ask('cases.open', { reference, code });
    return view.decision?.text === DECISION;
  }, 'the decision at the kiosk');
  await screen.ask('cases.send', { reference, act: 'complain', text: MESSAGE });
  await leaveDraft(screen);
  secrets = [...typedValues, MESSAGE, DRAFT_REASON, DECISION, reference, code, receipt.qr];
});
afterAll(async () => {
  await core?.stop();
  await folder.remove();
  await portal.dispose();
});

describe('a stolen kiosk', () => {
  it('reveals nothing of an applicant while it runs, in any file, name or log', async () => {
    expect(await scanFolder(folder.path, secrets)).toEqual([]);
  });

  it('reveals nothing after it was switched off', async () => {
    await core?.stop();
    core = undefined;
    expect(await scanFolder(folder.path, secrets)).toEqual([]);
  });

  it('reveals nothing even when the thief opens its store with its own key', async () => {
    const store = await openStore({ folder: join(folder.path, 'store'), ports: newPorts() });
    const { data } = store;
    expect(data.outbox.size).toBe(2);
    expect(data.messages.size).toBe(1);
    const bodies = await Promise.all(
      [...data.outbox.entries()].map(([id]) => store.readBody('outbox', id)),
    );
    const everything = JSON.stringify({
      bodies,
      outbox: [...data.outbox.entries()],
      cases: [...data.cases.entries()],
      messages: [...data.messages.entries()],
      batches: [...data.batches.entries()],
      device: [...data.device.entries()],
    });
    await store.close();
    expect(everything).toContain(receipt.applicationId);
    expect(everything).toMatch(/"eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+"/);
    expect(scanBytes(Buffer.from(everything), secrets)).toEqual([]);
  });

  it('would be caught if it kept a single answer readable', async () => {
    const leak = join(folder.path, 'store', 'leak.tmp');
    await writeFile(leak, Buffer.from(JSON.stringify(SAMPLE_ANSWERS)).toString('base64url'));
    const found = new Set((await scanFolder(folder.path, secrets)).map(({ value }) => value));
    for (const value of typedValues) expect(found).toContain(value);
  });
});
