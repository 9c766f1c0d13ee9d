import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SetupReport, SetupView } from '../../contract/setup.ts';
import type { DraftView, Receipt } from '../../contract/views.ts';
import type { Core } from '../../electron/core/core.ts';
import { createCore } from '../../electron/core/create-core.ts';
import { createMachine } from '../../electron/hosts/machine.ts';
import { prepareHost } from '../../electron/hosts/prepare.ts';
import { createNodeClock } from '../../electron/node-ports/clock.ts';
import { createKeyFileWrap } from '../../electron/node-ports/key-file-wrap.ts';
import { createNodePorts } from '../../electron/node-ports/node-ports.ts';
import { SAMPLE_ANSWERS } from '../support/portal/sample-application.ts';
import {
  PACKS_FOLDER,
  startTestPortal,
  type TestPortal,
} from '../support/portal/start-test-portal.ts';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';

const text = (word: string) => ({ az: word, ru: word, en: word });
const TECHNICIAN = { number: '301', name: 'Tural Texnikov', role: 'technician', pin: '558207' };

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(() => portal.dispose());

/** One start of the kiosk's program on a folder, as a host does it. */
const start = async (folder: string, restart: () => void = () => undefined): Promise<Core> => {
  const prepared = await prepareHost(
    {
      argv: ['--config', join(folder, 'nowhere.yaml'), '--data', folder, '--packs', PACKS_FOLDER],
      execArgv: [],
      env: {},
    },
    { workingFolder: '/', packsFolder: PACKS_FOLDER, rendererFolder: '/' },
  );
  if (!prepared.ok) throw new Error(prepared.error.join('\n'));
  if ('report' in prepared.value) throw new Error('only asked');
  const { core, config, kiosk } = prepared.value;
  const ports = createNodePorts({
    keyWrap: createKeyFileWrap(join(folder, 'kiosk.key')),
    writeLog: () => undefined,
    proxy: kiosk.proxy,
    machine: createMachine({
      ...{ dataFolder: folder, config, restart },
      fontsFolder: '',
      clock: createNodeClock(),
      browser: undefined,
    }),
  });
  return createCore(ports, core);
};

const ask = async <T>(core: Core, session: string, method: string, input: object): Promise<T> => {
  const result = await core.call(session, method, input);
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value as T;
};

describe('a kiosk out of its box', () => {
  it('is set up, survives a power cut on the way, and its first application arrives', async () => {
    const folder = await makeTemporaryFolder('asan-new');
    cleanUps.push(() => folder.remove());
    const before = await start(folder.path);
    const first = before.openSession();
    const save = (core: Core, session: string, step: string, values: object) =>
      ask<SetupView>(core, session, 'setup.save', { step, values });
    await save(before, first, 'place', {
      agencyName: text('ASAN'),
      centreName: text('Masallı'),
      authorityId: 'az-mas',
      callCentre: '108',
    });
    await save(before, first, 'network', { way: 'direct', portalUrl: portal.url });
    expect(await ask(before, first, 'setup.testNetwork', {})).toMatchObject({ outcome: 'portal' });
    await before.stop();

    let restarts = 0;
    const core = await start(folder.path, () => (restarts += 1));
    const session = core.openSession();
    const view = await ask<SetupView>(core, session, 'setup.view', {});
    expect(view.answers.network?.portalUrl).toBe(portal.url);
    await save(core, session, 'enrolment', {
      keyThumbprint: portal.keyThumbprint,
      enrolmentCode: await portal.newEnrolmentCode(),
    });
    const enrolled = await ask<SetupView>(core, session, 'setup.enrol', {});
    expect(enrolled.kioskName).toBeTruthy();
    await ask(core, session, 'setup.addPerson', TECHNICIAN);
    const report = await ask<SetupReport>(core, session, 'setup.report', {});
    expect(report.missing).toEqual([]);
    expect(report.lines.find(({ check }) => check === 'network')?.level).toBe('pass');
    await ask(core, session, 'setup.finish', {});
    await expect.poll(() => restarts).toBe(1);
    await core.stop();

    const working = await start(folder.path);
    cleanUps.push(() => working.stop());
    const citizen = working.openSession();
    expect(await ask<object>(working, citizen, 'kiosk.info', {})).not.toHaveProperty('setup');
    const refused = await working.call(citizen, 'setup.view', {});
    expect(refused).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
    await ask(working, citizen, 'session.begin', { language: 'az' });
    const draft = await ask<DraftView>(working, citizen, 'applications.start', {
      serviceId: 'child-name-change',
    });
    const { applicationId } = await ask<Receipt>(working, citizen, 'applications.submit', {
      ...{ applicationId: draft.applicationId, serviceVersion: draft.serviceVersion },
      ...{ answers: SAMPLE_ANSWERS, confirmed: true },
    });
    await expect
      .poll(() => ask(working, citizen, 'applications.delivery', { applicationId }), {
        timeout: 15_000,
      })
      .toMatchObject({ state: 'received' });
    // The technician made in the set-up signs in at the kiosk that works.
    const { number, pin } = TECHNICIAN;
    expect(await ask(working, citizen, 'staff.signIn', { number, pin })).toMatchObject({
      role: 'technician',
    });
  });

  it('tells a portal from a stranger at its address and from nobody', async () => {
    const folder = await makeTemporaryFolder('asan-new');
    cleanUps.push(() => folder.remove());
    const core = await start(folder.path);
    cleanUps.push(() => core.stop());
    const session = core.openSession();
    const testAt = async (portalUrl: string): Promise<unknown> => {
      await ask(core, session, 'setup.save', {
        step: 'network',
        values: { way: 'direct', portalUrl },
      });
      return ask(core, session, 'setup.testNetwork', {});
    };
    expect(await testAt(`${portal.url}/elsewhere`)).toMatchObject({ outcome: 'foreign' });
    expect(await testAt('http://127.0.0.1:9')).toEqual({ outcome: 'silent' });
  });
});
