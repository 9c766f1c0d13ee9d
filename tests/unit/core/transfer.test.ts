import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { JOSE_MEDIA_TYPE, MESSAGE_TYPES, ROUTES } from '../../../contract/sync-protocol.ts';
import type { AnswersBundle, QuestionsBundle } from '../../../contract/transfer-bundle.ts';
import { answersFile, questionsFile } from '../../../contract/transfer-bundle.ts';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import type { Files } from '../../../electron/core/ports.ts';
import { createNodeFiles } from '../../../electron/node-ports/files.ts';
import { createTestCore, type TestCore } from '../../support/core/create-test-core.ts';
import type { ModelPortal } from '../../support/core/model-portal.ts';

const PIN = '481516';
let staff: readonly object[];
let stick: string;

beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [{ number: '1002', name: 'Rauf', role: 'operator', pin }];
});
beforeEach(async () => {
  stick = await mkdtemp(join(tmpdir(), 'stick-'));
});
afterEach(() => rm(stick, { recursive: true, force: true }));

/** A stick on which each write fails with the code that `fault` answers. */
const failingFiles = (fault: () => string | undefined): Files => {
  const files = createNodeFiles();
  return {
    ...files,
    open: async (path, mode) => {
      const handle = await files.open(path, mode);
      const failing = (): Promise<never> | undefined => {
        const code = fault();
        return code === undefined
          ? undefined
          : Promise.reject(Object.assign(new Error(code), { code }));
      };
      return {
        read: (offset, length) => failing() ?? handle.read(offset, length),
        write: (offset, data) => failing() ?? handle.write(offset, data),
        writeDurably: (offset, data) => failing() ?? handle.writeDurably(offset, data),
        truncate: (length) => handle.truncate(length),
        sync: () => failing() ?? handle.sync(),
        size: () => handle.size(),
        close: () => handle.close(),
      };
    },
  };
};

/** Enrolled, then cut off; three applications wait; an operator stands there. */
const cutOff = async (files: Files = createNodeFiles()) => {
  const core = await createTestCore({ config: { staff, transferFolder: stick }, files });
  await core.enrolled();
  core.network.disconnect();
  const citizen = core.screen();
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) ids.push((await citizen.apply()).applicationId);
  const operator = core.screen();
  await operator.ask('staff.signIn', { number: '1002', pin: PIN });
  const kiosk = core.store.data.device.get('device')?.enrolled?.kiosk ?? '';
  return { ...core, operator, ids, kiosk };
};

const questions = async (kiosk: string) =>
  JSON.parse(await readFile(join(stick, questionsFile(kiosk)), 'utf8')) as QuestionsBundle;

const routeOf = (jws: string): string =>
  decodeProtectedHeader(jws).typ === MESSAGE_TYPES.batch ? ROUTES.batches : ROUTES.pull;

/** What the portal does with a stick: the same answers as over the network. */
const answer = async (portal: ModelPortal, bundle: QuestionsBundle): Promise<AnswersBundle> => {
  const messages: string[] = [];
  for (const jws of bundle.messages) {
    const reply = await portal.answer({
      method: 'POST',
      url: portal.url + routeOf(jws),
      headers: { 'content-type': JOSE_MEDIA_TYPE },
      body: new TextEncoder().encode(jws),
      timeout: 1000,
      maxAnswerBytes: 1e7,
    });
    messages.push(new TextDecoder().decode(reply.body));
  }
  return { v: 1, kind: 'asan-kiosk-answers', kiosk: bundle.kiosk, madeAt: 0, messages };
};
const bring = (kiosk: string, content: unknown) =>
  writeFile(
    join(stick, answersFile(kiosk)),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
const stateOf = ({ store }: TestCore, id: string) => store.data.outbox.get(id)?.state;

describe('weeks without a network', () => {
  test('submissions travel on a stick and come back with registration numbers, once each', async () => {
    const kiosk = await cutOff();
    expect(await kiosk.operator.ask('queue.export', {})).toMatchObject({ submissions: 3, left: 0 });
    await bring(kiosk.kiosk, await answer(kiosk.portal, await questions(kiosk.kiosk)));
    expect(await kiosk.operator.ask('queue.import', {})).toMatchObject({ received: 3 });
    for (const id of kiosk.ids) expect(stateOf(kiosk, id)).toBe('received');
    expect(kiosk.portal.registered).toHaveLength(3);
  });

  test('the same answers brought twice change nothing more', async () => {
    const kiosk = await cutOff();
    await kiosk.operator.ask('queue.export', {});
    await bring(kiosk.kiosk, await answer(kiosk.portal, await questions(kiosk.kiosk)));
    await kiosk.operator.ask('queue.import', {});
    expect(await kiosk.operator.ask('queue.import', {})).toEqual({
      received: 0,
      setAside: 0,
      cases: 0,
    });
  });

  test('a stick that was lost is made again, and the network may win the race', async () => {
    const kiosk = await cutOff();
    await kiosk.operator.ask('queue.export', {});
    const lost = await questions(kiosk.kiosk);
    await kiosk.operator.ask('queue.export', {});
    await answer(kiosk.portal, lost);
    kiosk.network.connect();
    await kiosk.eventually(() => kiosk.ids.every((id) => stateOf(kiosk, id) === 'received'));
    expect(kiosk.portal.registered).toHaveLength(3);
  });

  test('nothing readable of a citizen is on the stick', async () => {
    const kiosk = await cutOff();
    await kiosk.operator.ask('queue.export', {});
    const payloads = (await questions(kiosk.kiosk)).messages.map((jws) =>
      Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(payloads.join('')).not.toMatch(/answers|applicantName|applicantFin/u);
  });
});

describe('a stick that is not what it should be', () => {
  test('no stick, no file', async () => {
    const kiosk = await cutOff();
    expect(await kiosk.operator.call('queue.import', {})).toMatchObject({
      error: { code: 'no_medium' },
    });
    await rm(stick, { recursive: true });
    expect(await kiosk.operator.call('queue.export', {})).toMatchObject({
      error: { code: 'no_medium' },
    });
  });

  test.each([
    ['is full', 'ENOSPC', 'storage_full'],
    ['is pulled while it is written', 'EIO', 'no_medium'],
  ])(
    'an export to a stick that %s is told as that, and can be made again',
    async (_, code, told) => {
      let fault: string | undefined = code;
      const kiosk = await cutOff(failingFiles(() => fault));
      expect(await kiosk.operator.call('queue.export', {})).toMatchObject({
        error: { code: told },
      });
      for (const id of kiosk.ids) expect(stateOf(kiosk, id)).toBe('saved');
      fault = undefined;
      expect(await kiosk.operator.ask('queue.export', {})).toMatchObject({ submissions: 3 });
    },
  );

  test('an import from a stick that is pulled while it is read is told as no stick', async () => {
    let fault: string | undefined;
    const kiosk = await cutOff(failingFiles(() => fault));
    await kiosk.operator.ask('queue.export', {});
    await bring(kiosk.kiosk, await answer(kiosk.portal, await questions(kiosk.kiosk)));
    fault = 'EIO';
    expect(await kiosk.operator.call('queue.import', {})).toMatchObject({
      error: { code: 'no_medium' },
    });
    fault = undefined;
    expect(await kiosk.operator.ask('queue.import', {})).toMatchObject({ received: 3 });
  });

  test.each<[string, (good: AnswersBundle) => unknown]>([
    ['truncated', (good) => JSON.stringify(good).slice(0, -40)],
    ['for another kiosk', (good) => ({ ...good, kiosk: '01936000-0000-7000-8000-0000000000ff' })],
    [
      'doctored',
      (good) => ({
        ...good,
        messages: good.messages.map((jws, index) =>
          index === 0 ? jws.replace(/\.(.)/u, (_, first) => `.${first === 'A' ? 'B' : 'A'}`) : jws,
        ),
      }),
    ],
    ['of another kind', (good) => ({ ...good, kind: 'asan-kiosk-questions' })],
    ['not JSON', () => '\0\0\0'],
    ['with an extra key', (good) => ({ ...good, then: 'trust me' })],
  ])('answers that are %s are refused whole', async (_, doctor) => {
    const kiosk = await cutOff();
    await kiosk.operator.ask('queue.export', {});
    await bring(kiosk.kiosk, doctor(await answer(kiosk.portal, await questions(kiosk.kiosk))));
    expect(await kiosk.operator.call('queue.import', {})).toMatchObject({
      error: { code: 'bad_bundle' },
    });
    for (const id of kiosk.ids) expect(stateOf(kiosk, id)).toBe('saved');
  });
});
