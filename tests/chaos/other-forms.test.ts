import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QueueItem } from '../../contract/staff-views.ts';
import type { DraftView, KioskStatus, Receipt } from '../../contract/views.ts';
import { kioskConfigSchema } from '../../electron/core/config.ts';
import type { Core } from '../../electron/core/core.ts';
import { createCore } from '../../electron/core/create-core.ts';
import { hashPin } from '../../electron/core/features/staff/pin.ts';
import { createNodePorts } from '../../electron/node-ports/node-ports.ts';
import { signIn } from '../support/portal/desk-client.ts';
import { SAMPLE_ANSWERS } from '../support/portal/sample-application.ts';
import {
  PACKS_FOLDER,
  startTestPortal,
  type TestPortal,
} from '../support/portal/start-test-portal.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';

/** As many as a busy week without a network; in the short run a few. */
const MANY = process.env['CHAOS'] === 'short' ? 20 : 400;
const PIN = '481516';
const SERVICE = 'child-name-change';
const WAIT = { timeout: 90_000, interval: 200 };
const text = (word: string) => ({ az: word, ru: word, en: word });

let folder: TemporaryFolder;
let portal: TestPortal;
const cleanUps: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await makeTemporaryFolder('asan-forms');
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await folder.remove();
});

/** The portal on packs of its own, on the same data and at the same address as before. */
const startPortal = async (packsFolder: string, port = 0): Promise<void> => {
  portal = await startTestPortal({ packsFolder, port, dataFolder: join(folder.path, 'portal') });
};

/** Packs in which one service was changed, or is gone. */
const otherPacks = async (
  name: string,
  change: ((pack: Record<string, unknown>) => object) | undefined,
): Promise<string> => {
  const path = join(folder.path, name);
  await cp(PACKS_FOLDER, path, { recursive: true });
  const file = join(path, 'services', `${SERVICE}.json`);
  if (change === undefined) await rm(file);
  else {
    const pack = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify(change(pack)));
  }
  return path;
};

const startKiosk = async (): Promise<Core> => {
  const pin = await hashPin(PIN, randomBytes);
  const core = await createCore(
    createNodePorts({
      keyWrap: {
        kind: 'none',
        wrap: (key) => Promise.resolve(key),
        unwrap: (key) => Promise.resolve(key),
      },
      writeLog: () => undefined,
    }),
    {
      kiosk: v.parse(kioskConfigSchema, {
        agencyName: text('ASAN'),
        centreName: text('Masallı'),
        authorityId: 'az-mas',
        callCentre: '108',
        staff: [{ number: '1001', name: 'Leyla', role: 'operator', pin }],
        portal: {
          url: portal.url,
          keyThumbprint: portal.keyThumbprint,
          enrolmentCode: portal.enrolmentCode,
          pullEvery: 0.5,
        },
      }),
      dataFolder: join(folder.path, 'kiosk'),
      packsFolder: PACKS_FOLDER,
      version: '0.0.0-test',
    },
  );
  cleanUps.push(() => core.stop());
  const session = core.openSession();
  await expect
    .poll(() => ask<KioskStatus>(core, session, 'kiosk.status', {}), WAIT)
    .toEqual({ online: true, canSave: true });
  return core;
};

const ask = async <T>(core: Core, session: string, method: string, input: object): Promise<T> => {
  const result = await core.call(session, method, input);
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value as T;
};

/** One citizen after the other, each in a session of the own. */
const apply = async (core: Core): Promise<Receipt> => {
  const session = core.openSession();
  await ask(core, session, 'session.begin', { language: 'az' });
  const draft = await ask<DraftView>(core, session, 'applications.start', { serviceId: SERVICE });
  const receipt = await ask<Receipt>(core, session, 'applications.submit', {
    applicationId: draft.applicationId,
    serviceVersion: draft.serviceVersion,
    answers: SAMPLE_ANSWERS,
    confirmed: true,
  });
  core.closeSession(session);
  return receipt;
};

const staffOf = async (core: Core): Promise<string> => {
  const session = core.openSession();
  await ask(core, session, 'staff.signIn', { number: '1001', pin: PIN });
  return session;
};

const casesAtPortal = async () =>
  portal.portal.context.db.selectFrom('cases').select(['id', 'needs_attention']).execute();

describe('submissions of another form', () => {
  it(`${MANY} of an older version, made while the portal was away, are taken once each and shown for attention`, async () => {
    await startPortal(PACKS_FOLDER);
    const port = Number(new URL(portal.url).port);
    const kiosk = await startKiosk();
    await portal.close();
    const ids: string[] = [];
    for (let count = 0; count < MANY; count += 1) ids.push((await apply(kiosk)).applicationId);
    // Meanwhile the form was changed: one question more that must be answered.
    await startPortal(
      await otherPacks('newer', (pack) => ({
        ...pack,
        version: Number(pack['version']) + 1,
        questions: [
          ...(pack['questions'] as readonly object[]),
          { field: 'school', kind: 'text', title: text('Məktəb'), label: text('Məktəb') },
        ],
      })),
      port,
    );
    cleanUps.push(() => portal.close());
    await expect.poll(async () => (await casesAtPortal()).length, WAIT).toBe(MANY);
    const cases = await casesAtPortal();
    expect(cases.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const session = await staffOf(kiosk);
    await expect.poll(() => ask(kiosk, session, 'queue.list', {}), WAIT).toEqual([]);

    const official = await signIn(portal.url, portal.desk.masalli);
    const { attention } = await official.call('openCase', { params: { caseId: ids[0] ?? '' } });
    expect(attention).toEqual(
      expect.arrayContaining([
        { rule: 'other_version' },
        expect.objectContaining({ field: 'school' }),
      ]),
    );
  }, 240_000);

  it('of a service that the portal has withdrawn are set aside with that reason, and go when it is back', async () => {
    await startPortal(PACKS_FOLDER);
    const port = Number(new URL(portal.url).port);
    const kiosk = await startKiosk();
    await portal.close();
    const { applicationId } = await apply(kiosk);
    await startPortal(await otherPacks('without', undefined), port);
    const session = await staffOf(kiosk);
    const queue = () => ask<readonly QueueItem[]>(kiosk, session, 'queue.list', {});
    await expect
      .poll(queue, WAIT)
      .toMatchObject([{ id: applicationId, state: 'set_aside', reason: 'unknown_service' }]);
    expect(await casesAtPortal()).toEqual([]);

    await portal.close();
    await startPortal(PACKS_FOLDER, port);
    cleanUps.push(() => portal.close());
    await ask(kiosk, session, 'queue.retry', { id: applicationId });
    await expect.poll(queue, WAIT).toEqual([]);
    expect((await casesAtPortal()).map(({ id }) => id)).toEqual([applicationId]);
  }, 120_000);
});
