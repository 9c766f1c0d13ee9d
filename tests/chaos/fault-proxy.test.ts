import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NetworkError } from '../../electron/core/ports.ts';
import { createNodeNetwork } from '../../electron/node-ports/network.ts';
import { type EchoServer, startEchoServer } from '../support/chaos/echo-server.ts';
import { type FaultProxy, startFaultProxy } from '../support/chaos/fault-proxy.ts';
import { type Fault, FOREIGN_ANSWERS, PASS, retryLater } from '../support/chaos/faults.ts';
import { FAULT_KINDS, inOrder, randomFaults } from '../support/chaos/schedule.ts';
import { createSeededRandom } from '../support/chaos/seeded-random.ts';

const network = createNodeNetwork();
let portal: EchoServer;
let proxy: FaultProxy;

beforeEach(async () => {
  portal = await startEchoServer();
  proxy = await startFaultProxy({ target: portal.url, patience: 500 });
});
afterEach(async () => {
  await proxy.stop();
  await portal.stop();
});

const post = (body: string, timeout = 5_000) =>
  network.send({
    method: 'POST',
    url: `${proxy.url}/somewhere`,
    headers: { 'content-type': 'text/plain' },
    body: new TextEncoder().encode(body),
    timeout,
    maxAnswerBytes: 10_000,
  });
const textOf = async (body: string): Promise<string> =>
  Buffer.from((await post(body)).body).toString('utf8');
const suffer = (...faults: Fault[]): void => {
  proxy.follow(inOrder(faults));
};

describe('the fault proxy', () => {
  it('passes requests and answers unchanged, several on one connection', async () => {
    expect(await textOf('one')).toBe('heard 1: one');
    expect(await textOf('ə ğ ş')).toBe('heard 2: ə ğ ş');
    expect(proxy.exchanges.map(({ fault, status, route }) => [fault, status, route])).toEqual([
      ['pass', 200, '/somewhere'],
      ['pass', 200, '/somewhere'],
    ]);
  });

  it('drops a connection before the portal hears anything, and heals', async () => {
    suffer({ kind: 'drop' });
    await expect(post('lost')).rejects.toThrow(NetworkError);
    expect(portal.heard).toEqual([]);
    expect(await textOf('again')).toBe('heard 1: again');
  });

  it('cuts a request so that the portal never has all of it, at every byte', async () => {
    await post('x');
    const length = proxy.exchanges[0]!.requestBytes;
    for (let after = 0; after < length; after += 1) {
      suffer({ kind: 'cut-request', after });
      await expect(post('x')).rejects.toThrow(NetworkError);
    }
    expect(portal.heard).toEqual(['x']);
  });

  it('lets the portal have a request whose connection breaks after its last byte', async () => {
    await post('x');
    suffer({ kind: 'cut-request', after: proxy.exchanges[0]!.requestBytes });
    await expect(post('x')).rejects.toThrow(NetworkError);
    expect(portal.heard).toEqual(['x', 'x']);
  });

  it('cuts an answer at every byte after the portal has heard the request', async () => {
    await post('x');
    const length = proxy.exchanges[0]!.answerBytes!;
    for (let after = 0; after < length; after += 1) {
      suffer({ kind: 'cut-answer', after });
      await expect(post('x'), `cut after ${after} of ${length}`).rejects.toThrow(NetworkError);
    }
    expect(portal.heard).toHaveLength(1 + length);
  });

  it('doubles a request and lets either answer be heard', async () => {
    suffer({ kind: 'double', together: false, heard: 'first' });
    expect(await textOf('twice')).toBe('heard 1: twice');
    suffer({ kind: 'double', together: true, heard: 'second' });
    expect(await textOf('twice')).toMatch(/^heard [34]: twice$/);
    expect(portal.heard).toHaveLength(4);
  });

  it('reorders two requests', async () => {
    suffer({ kind: 'hold', ms: 3_000 }, PASS);
    const held = post('first');
    await expect.poll(() => proxy.exchanges.length).toBe(1);
    await post('second');
    await held;
    expect(portal.heard).toEqual(['second', 'first']);
  });

  it('lets an old request turn up again after newer ones', async () => {
    suffer({ kind: 'echo', ms: 30 });
    await post('old');
    await post('new');
    await expect.poll(() => portal.heard).toEqual(['old', 'new', 'old']);
  });

  it('flips exactly one bit on the way there or back', async () => {
    suffer({ kind: 'flip-request', at: -1, bit: 0 }, { kind: 'flip-answer', at: -1, bit: 1 });
    expect(await textOf('a')).toBe('heard 1: `');
    expect(await textOf('a')).toBe('heard 2: c');
  });

  it('answers with what the portal said before', async () => {
    await post('one');
    suffer({ kind: 'stale-answer' });
    expect(await textOf('two')).toBe('heard 1: one');
    expect(portal.heard).toEqual(['one', 'two']);
  });

  it('answers like a captive portal without asking the real one', async () => {
    suffer(
      { kind: 'answer', answer: FOREIGN_ANSWERS.loginPage },
      { kind: 'answer', answer: FOREIGN_ANSWERS.redirect },
      { kind: 'answer', answer: FOREIGN_ANSWERS.loginRequired },
      { kind: 'answer', answer: retryLater(429, '7') },
    );
    const answers = [await post('1'), await post('2'), await post('3'), await post('4')];
    expect(answers.map(({ status }) => status)).toEqual([200, 302, 511, 429]);
    expect(answers[3]!.headers['retry-after']).toBe('7');
    expect(portal.heard).toEqual([]);
  });

  it('loses the answer behind a gateway that gives up too early', async () => {
    suffer({ kind: 'gateway', answer: FOREIGN_ANSWERS.gatewayTimeout });
    expect((await post('done')).status).toBe(504);
    expect(portal.heard).toEqual(['done']);
  });

  it('breaks the connection when nobody listens behind it, and finds the portal at a new address', async () => {
    const other = await startEchoServer();
    await portal.stop();
    await expect(post('x')).rejects.toThrow(NetworkError);
    proxy.pointAt(other.url);
    expect(await textOf('x')).toBe('heard 1: x');
    await other.stop();
  });

  it('delays, trickles and keeps silent without changing a byte', async () => {
    suffer({ kind: 'delay', ms: 5 }, { kind: 'trickle', piece: 3 }, { kind: 'silence', ms: 5 });
    expect(await textOf('slow')).toBe('heard 1: slow');
    expect(await textOf('slow')).toBe('heard 2: slow');
    await expect(post('slow')).rejects.toThrow(NetworkError);
  });

  it('repeats itself by its seed and draws every kind of fault', () => {
    const draw = (seed: number): Fault[] => {
      const schedule = randomFaults(createSeededRandom(seed), 0.9);
      return Array.from({ length: 500 }, (_, index) =>
        schedule({ index, route: '/', bytes: 2_000 }),
      );
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(new Set(draw(7).map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
  });

  it('stays on this machine', async () => {
    await expect(startFaultProxy({ target: 'http://192.0.2.1:80' })).rejects.toThrow('stays');
    expect(() => {
      proxy.pointAt('https://127.0.0.1:443');
    }).toThrow('stays');
  });

  it('stops by itself', async () => {
    const brief = await startFaultProxy({ target: portal.url, lifetime: 20 });
    const answer = (): Promise<unknown> =>
      fetch(brief.url).then(
        ({ status }) => status,
        () => 'gone',
      );
    await expect.poll(answer).toBe('gone');
    await brief.stop();
  });
});
