import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { KioskEvent } from '../../contract/kiosk-events.ts';
import type { CaseView, DraftView, KioskStatus, Receipt } from '../../contract/views.ts';
import type { Core } from '../../electron/core/core.ts';
import { changeCase } from '../../portal/cases/change-case.ts';
import { changeEpoch } from '../../portal/db/epoch.ts';
import { SAMPLE_ANSWERS } from '../support/portal/sample-application.ts';
import { startRealKiosk } from '../support/portal/real-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';

const WAIT = { timeout: 15_000, interval: 100 };

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(() => portal.dispose());

const makeFolder = async (): Promise<string> => {
  const folder = await makeTemporaryFolder('asan-kiosk');
  cleanUps.push(() => folder.remove());
  return folder.path;
};

const startKiosk = async (
  dataFolder: string,
  enrolmentCode?: string,
): Promise<Core & { readonly log: readonly string[] }> => {
  const { core, log, dispose } = await startRealKiosk({ portal, dataFolder, enrolmentCode });
  cleanUps.push(dispose);
  return { ...core, log };
};

const ask = async <T>(core: Core, session: string, method: string, input: object): Promise<T> => {
  const result = await core.call(session, method, input);
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value as T;
};

const readyKiosk = async (core: Core): Promise<string> => {
  const session = core.openSession();
  await expect
    .poll(() => ask<KioskStatus>(core, session, 'kiosk.status', {}), WAIT)
    .toEqual({ online: true, canSave: true });
  return session;
};

const apply = async (core: Core, session: string): Promise<Receipt> => {
  await ask(core, session, 'session.begin', { language: 'az' });
  const draft = await ask<DraftView>(core, session, 'applications.start', {
    serviceId: 'child-name-change',
  });
  return ask<Receipt>(core, session, 'applications.submit', {
    applicationId: draft.applicationId,
    serviceVersion: draft.serviceVersion,
    answers: SAMPLE_ANSWERS,
    confirmed: true,
  });
};

const received = async (core: Core, session: string, applicationId: string): Promise<void> => {
  await expect
    .poll(() => ask(core, session, 'applications.delivery', { applicationId }), WAIT)
    .toMatchObject({ state: 'received' });
};

/** How often the portal has this application. */
const timesAtPortal = async (id: string): Promise<number> =>
  (await portal.portal.context.db.selectFrom('cases').select('id').where('id', '=', id).execute())
    .length;

describe('a real kiosk and a real portal', () => {
  it('carries an application to the official and the answer back to the citizen', async () => {
    const kiosk = await startKiosk(await makeFolder());
    const session = await readyKiosk(kiosk);
    const events: KioskEvent[] = [];
    kiosk.subscribe(session, (event) => events.push(event));

    const { applicationId, reference, code } = await apply(kiosk, session);
    await received(kiosk, session, applicationId);
    const open = () => ask<CaseView>(kiosk, session, 'cases.open', { reference, code });
    expect(await open()).toMatchObject({ status: 'registered', reference, mayBeOld: false });
    const { context } = portal.portal;
    const official = await context.db
      .selectFrom('officials')
      .selectAll()
      .where('name', '=', portal.desk.masalli.name)
      .executeTakeFirstOrThrow();
    await changeCase(context, applicationId, official, {
      to: 'answered',
      rev: 1,
      text: 'İcazə verilir.',
    });

    await expect.poll(() => events.map(({ type }) => type), WAIT).toContain('case_changed');
    expect(await open()).toMatchObject({
      status: 'answered',
      decision: { kind: 'answered', text: 'İcazə verilir.' },
    });
    expect(await timesAtPortal(applicationId)).toBe(1);
  });

  it('gives back to the portal what a restored backup did not have', async () => {
    const kiosk = await startKiosk(await makeFolder());
    const session = await readyKiosk(kiosk);
    const first = await apply(kiosk, session);
    await received(kiosk, session, first.applicationId);
    const { context } = portal.portal;
    await context.db.deleteFrom('cases').where('id', '=', first.applicationId).execute();
    await context.db.deleteFrom('submissions').where('id', '=', first.applicationId).execute();
    await changeEpoch(context.db, context.ids.next());

    const second = await apply(kiosk, session);
    await received(kiosk, session, second.applicationId);

    await expect.poll(() => timesAtPortal(first.applicationId), WAIT).toBe(1);
    expect(await timesAtPortal(second.applicationId)).toBe(1);
    expect(kiosk.log.join('')).toContain('sync.epoch_changed');
    expect(kiosk.log.join('')).not.toContain('sync.alarm');
  });

  it('knows itself again after a restart, with its queue and its receipts', async () => {
    const folder = join(await makeFolder(), 'kiosk');
    const before = await startKiosk(folder);
    const { applicationId, reference, code } = await apply(before, await readyKiosk(before));
    await before.stop();

    const after = await startKiosk(folder);
    const session = await readyKiosk(after);
    await ask(after, session, 'session.begin', { language: 'ru' });

    await expect
      .poll(() => ask<CaseView>(after, session, 'cases.open', { reference, code }), WAIT)
      .toMatchObject({ reference, status: 'registered' });
    expect(await timesAtPortal(applicationId)).toBe(1);
  });
});
