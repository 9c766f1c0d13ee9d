import { exportJWK, generateKeyPair, CompactSign } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import type { NetworkAnswer } from '../../../../electron/core/ports.ts';
import {
  createTestCore,
  type Screen,
  type TestCore,
} from '../../../support/core/create-test-core.ts';
import {
  altered,
  answerWith,
  cutAfter,
  cutBefore,
  type Fault,
} from '../../../support/core/fake-network.ts';
import { problemAnswer } from '../../../support/core/model-portal.ts';

const cores: TestCore[] = [];
afterEach(async () => {
  await Promise.all(cores.splice(0).map(({ core }) => core.stop()));
});

const ready = async (): Promise<{ kiosk: TestCore; screen: Screen }> => {
  const kiosk = await createTestCore();
  cores.push(kiosk);
  await kiosk.enrolled();
  return { kiosk, screen: kiosk.screen() };
};

const tries = ({ network }: TestCore, route: string): number =>
  network.requests.filter(({ url }) => url.endsWith(route)).length;

const stateOf = async (screen: Screen, applicationId: string): Promise<string> =>
  (await screen.ask('applications.delivery', { applicationId })).state;

const jsonPart = (part: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;

/** The portal's answer with its payload changed, signed by somebody else who knows all the names. */
const forged = async (
  answer: NetworkAnswer,
  change: (payload: Record<string, unknown>) => Record<string, unknown>,
): Promise<NetworkAnswer> => {
  const [header, payload] = Buffer.from(answer.body).toString().split('.');
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  expect(await exportJWK(privateKey)).toHaveProperty('d');
  const jws = await new CompactSign(
    new TextEncoder().encode(JSON.stringify(change(jsonPart(payload)))),
  )
    .setProtectedHeader(jsonPart(header) as { alg: string })
    .sign(privateKey);
  return { ...answer, body: new TextEncoder().encode(jws) };
};

const flipByte = (answer: NetworkAnswer): NetworkAnswer => {
  const text = Buffer.from(answer.body).toString();
  const place = text.lastIndexOf('.') - 20;
  const other = text[place] === 'A' ? 'B' : 'A';
  return {
    ...answer,
    body: new TextEncoder().encode(text.slice(0, place) + other + text.slice(place + 1)),
  };
};

/** Answers every request with what the first one was answered; only that one arrives. */
const replay = (): Fault => {
  let first: NetworkAnswer | undefined;
  return async (request, server) => (first ??= await server(request));
};

const FAULTS: readonly (readonly [name: string, fault: Fault])[] = [
  ['the network is cut before the portal has it', cutBefore],
  ['the network is cut after the portal has stored it', cutAfter],
  ['the portal answers 500', answerWith(500, 'Internal Server Error')],
  [
    'the portal answers 502 as a proxy would',
    answerWith(502, '<html>', { 'content-type': 'text/html' }),
  ],
  ['the portal answers 429', answerWith(429, '', { 'retry-after': '5' })],
  ['the portal wants it later', () => Promise.resolve(problemAnswer('try-later', 503))],
  [
    'an earlier batch is said to be missing',
    () => Promise.resolve(problemAnswer('out-of-order', 409)),
  ],
  ['somebody answers an unknown 4xx', answerWith(422, '{}')],
  ['somebody answers 404', answerWith(404, '')],
  ['somebody answers 413 on the way', answerWith(413, '', { 'content-type': 'text/html' })],
  [
    'the answer is nonsense JSON',
    answerWith(200, '{"results":', { 'content-type': 'application/json' }),
  ],
  ['a network wants a sign-in first', answerWith(200, '<html>', { 'content-type': 'text/html' })],
  ['a network redirects', answerWith(302, '', { location: 'https://login.example' })],
  ['a byte of the answer was changed', altered(flipByte)],
  [
    'somebody else has signed the answer',
    async (request, server) => forged(await server(request), (payload) => payload),
  ],
  [
    'the answer has no signature at all',
    altered((answer) => ({
      ...answer,
      body: new TextEncoder().encode(
        `eyJhbGciOiJub25lIn0.${Buffer.from(answer.body).toString().split('.')[1] ?? ''}.AA`,
      ),
    })),
  ],
  [
    'half of the answer is missing',
    altered((answer) => ({ ...answer, body: answer.body.subarray(0, 200) })),
  ],
];

describe('one submission stays one, and none is lost, when', () => {
  it.each(FAULTS)('%s', async (_name, fault) => {
    const { kiosk, screen } = await ready();
    kiosk.network.disturb(fault, '/batches');
    const { applicationId } = await screen.apply();
    await kiosk.eventually(() => tries(kiosk, '/batches') >= 3, 'three tries');

    expect(['saved', 'sending']).toContain(await stateOf(screen, applicationId));
    expect(kiosk.store.data.outbox.get(applicationId)?.state).toBe('saved');
    kiosk.network.disturb(undefined);
    await kiosk.eventually(() => kiosk.store.data.outbox.get(applicationId)?.state === 'received');

    expect(kiosk.portal.registered.map(({ id }) => id)).toEqual([applicationId]);
    expect(await stateOf(screen, applicationId)).toBe('received');
  });

  it('the answer to an earlier batch is played again', async () => {
    const { kiosk, screen } = await ready();
    kiosk.network.disturb(replay(), '/batches');
    const first = await screen.apply();
    await kiosk.eventually(
      () => kiosk.store.data.outbox.get(first.applicationId)?.state === 'received',
    );
    const second = await screen.apply();
    await kiosk.eventually(() => tries(kiosk, '/batches') >= 3);

    expect(kiosk.store.data.outbox.get(second.applicationId)?.state).toBe('saved');
    kiosk.network.disturb(undefined);
    await kiosk.eventually(
      () => kiosk.store.data.outbox.get(second.applicationId)?.state === 'received',
    );
    expect(kiosk.portal.registered).toHaveLength(2);
  });
});

describe('waiting', () => {
  it('is as long as Retry-After says, whoever wakes the kiosk', async () => {
    const { kiosk, screen } = await ready();
    kiosk.network.disturb(answerWith(503, '', { 'retry-after': '100' }));
    await screen.apply();
    await kiosk.eventually(() => kiosk.network.requests.length >= 3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = kiosk.network.requests.length;

    await screen.apply();
    kiosk.network.connect();
    kiosk.clock.advance(99_000);
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(kiosk.network.requests.length).toBe(before);
    kiosk.network.disturb(undefined);
    await kiosk.eventually(() => kiosk.portal.registered.length === 2);
  });

  it('ends at once when the network returns', async () => {
    const { kiosk, screen } = await ready();
    kiosk.network.disconnect();
    await screen.apply();
    await kiosk.eventually(() => tries(kiosk, '/batches') >= 5);
    await new Promise((resolve) => setTimeout(resolve, 50));

    kiosk.network.connect();

    const moment = kiosk.clock.now();
    await expect.poll(() => kiosk.portal.registered.length).toBe(1);
    expect(kiosk.clock.now()).toBe(moment);
  });
});

describe('online', () => {
  it('is what the last exchange says, and each screen hears of it', async () => {
    const { kiosk, screen } = await ready();
    await kiosk.eventually(() => tries(kiosk, '/pull') >= 1);
    await expect.poll(() => screen.ask('kiosk.status', {})).toMatchObject({ online: true });

    kiosk.network.disturb(answerWith(200, '<html>', { 'content-type': 'text/html' }));
    await kiosk.eventually(() => screen.events.some((event) => event.type === 'status_changed'));

    expect(await screen.ask('kiosk.status', {})).toEqual({ online: false, canSave: true });
    expect(screen.events.at(-1)).toEqual({
      type: 'status_changed',
      status: { online: false, canSave: true },
    });
  });
});

describe('the portal’s word on single items', () => {
  it('sets a refused one aside and lets the others through', async () => {
    const { kiosk, screen } = await ready();
    kiosk.network.disconnect();
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await screen.apply()).applicationId);
    kiosk.portal.decide((id) => (id === ids[1] ? { refuse: 'bad_content' } : 'take'));
    kiosk.network.connect();

    await kiosk.eventually(() => kiosk.store.data.outbox.get(ids[2] ?? '')?.state === 'received');

    const states = ids.map((id) => kiosk.store.data.outbox.get(id)?.state);
    expect(states).toEqual(['received', 'set_aside', 'received']);
    expect(kiosk.store.data.outbox.get(ids[1] ?? '')?.refusal).toBe('bad_content');
    expect(await kiosk.store.readBody('outbox', ids[1] ?? '')).toBeDefined();
  });

  it('asks again for one that it wants later', async () => {
    const { kiosk, screen } = await ready();
    kiosk.portal.decide(() => 'later');
    const { applicationId } = await screen.apply();
    await kiosk.eventually(() => tries(kiosk, '/batches') >= 2);
    expect(kiosk.portal.registered).toEqual([]);

    kiosk.portal.decide(() => 'take');
    await kiosk.eventually(() => kiosk.portal.registered.length === 1);

    expect(kiosk.portal.registered[0]?.id).toBe(applicationId);
  });
});

describe('a batch that is too large', () => {
  it('is split until it fits, and everything arrives once', async () => {
    const { kiosk, screen } = await ready();
    kiosk.network.disconnect();
    for (let count = 0; count < 7; count += 1) await screen.apply();
    kiosk.portal.mostBytes = 10_000; // two of these items
    kiosk.network.connect();

    await kiosk.eventually(() => kiosk.portal.registered.length === 7);

    expect(new Set(kiosk.portal.registered.map(({ id }) => id)).size).toBe(7);
    expect(
      [...kiosk.store.data.outbox.entries()].filter(([, r]) => r.state === 'set_aside'),
    ).toEqual([]);
  });

  it('sets a single item aside that the portal will never take', async () => {
    const { kiosk, screen } = await ready();
    kiosk.portal.mostBytes = 1_000;
    const { applicationId } = await screen.apply();

    await kiosk.eventually(() => kiosk.store.data.outbox.get(applicationId)?.state === 'set_aside');

    expect(kiosk.store.data.outbox.get(applicationId)?.refusal).toBe('too_large');
    kiosk.portal.mostBytes = 1_000_000;
    const next = await screen.apply();
    await kiosk.eventually(() => kiosk.portal.registered.length === 1);
    expect(kiosk.portal.registered[0]?.id).toBe(next.applicationId);
  });
});
