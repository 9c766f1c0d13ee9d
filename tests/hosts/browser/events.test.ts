import http from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KioskEvent } from '../../../contract/kiosk-events.ts';
import { createEventStreams } from '../../../electron/hosts/browser/event-streams.ts';
import { createFakeCore } from '../../support/hosts/fake-core.ts';
import { launch, startTestHost } from '../../support/hosts/browser-host.ts';
import type { TestHost } from '../../support/hosts/browser-host.ts';
import { sendRaw } from '../../support/hosts/raw-http.ts';

const hosts: TestHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

const EVENT: KioskEvent = { type: 'status_changed', status: { online: false, canSave: true } };

const start = async () => {
  const core = createFakeCore();
  const host = await startTestHost(core);
  hosts.push(host);
  return { core, host };
};

/** Opens the stream and collects what comes. */
const listen = (origin: string, cookie: string) => {
  const stream = { text: '', ended: false, type: '' };
  http
    .get(`${origin}/events`, { headers: { cookie }, agent: false }, (incoming) => {
      stream.type = incoming.headers['content-type'] ?? '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (stream.text += chunk));
      incoming.on('close', () => (stream.ended = true));
    })
    .on('error', () => (stream.ended = true));
  return stream;
};

describe('the event stream', () => {
  it('carries each event as one message of JSON', async () => {
    const { core, host } = await start();
    const stream = listen(host.origin, await launch(host.launchAddress()));
    await vi.waitUntil(() => core.listeners('session-1') === 1);
    core.emit('session-1', EVENT);
    core.emit('session-1', { type: 'case_changed', reference: 'A7K\n\ndata: forged' });
    await vi.waitUntil(() => stream.text.includes('case_changed'));
    expect(stream.type).toBe('text/event-stream');
    const messages = stream.text
      .split('\n\n')
      .filter((part) => part.startsWith('data: '))
      .map((part) => JSON.parse(part.slice(6)) as unknown);
    expect(messages).toEqual([EVENT, { type: 'case_changed', reference: 'A7K\n\ndata: forged' }]);
  });

  it('is refused without the cookie and to other pages', async () => {
    const { core, host } = await start();
    const cookie = await launch(host.launchAddress());
    expect((await sendRaw(host.origin, { path: '/events' })).status).toBe(401);
    for (const header of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'same-site' }]) {
      const headers = { cookie, ...header };
      expect((await sendRaw(host.origin, { path: '/events', headers })).status).toBe(403);
    }
    expect(core.listeners('session-1')).toBe(0);
  });

  it('stops listening when the browser goes', async () => {
    const { core, host } = await start();
    const cookie = await launch(host.launchAddress());
    const request = http.get(`${host.origin}/events`, { headers: { cookie }, agent: false });
    request.on('error', () => undefined);
    await vi.waitUntil(() => core.listeners('session-1') === 1);
    request.destroy();
    await vi.waitUntil(() => core.listeners('session-1') === 0);
  });

  it('ends when another launch takes the seat', async () => {
    const { core, host } = await start();
    const stream = listen(host.origin, await launch(host.launchAddress()));
    await vi.waitUntil(() => core.listeners('session-1') === 1);
    await launch(host.launchAddress());
    await vi.waitUntil(() => stream.ended);
    expect(core.listeners('session-1')).toBe(0);
  });

  it('keeps four at most for one browser, the newest ones', async () => {
    const { core, host } = await start();
    const cookie = await launch(host.launchAddress());
    const streams: ReturnType<typeof listen>[] = [];
    for (let count = 1; count <= 6; count += 1) {
      streams.push(listen(host.origin, cookie));
      await vi.waitUntil(() => core.listeners('session-1') === Math.min(count, 4));
    }
    await vi.waitUntil(() => streams.filter(({ ended }) => ended).length === 2);
    expect(streams.map(({ ended }) => ended)).toEqual([true, true, false, false, false, false]);
  });

  it('breathes while nothing happens', () => {
    const written: string[] = [];
    const due: (() => void)[] = [];
    const streams = createEventStreams({
      core: createFakeCore(),
      clock: {
        schedule: (_, task) => {
          due.push(task);
          return () => undefined;
        },
      },
    });
    const response = {
      writableLength: 0,
      on: () => undefined,
      writeHead: () => undefined,
      write: (text: string) => written.push(text),
    };
    streams.open('session-1', response as unknown as http.ServerResponse);
    due.shift()?.();
    due.shift()?.();
    expect(written).toEqual(['retry: 1000\n\n', ': still here\n\n', ': still here\n\n']);
  });

  it('cuts off a page that does not read', () => {
    let destroyed = false;
    const core = createFakeCore();
    const session = core.openSession();
    const streams = createEventStreams({ core, clock: { schedule: () => () => undefined } });
    const response = {
      writableLength: 2_000_000,
      on: () => undefined,
      writeHead: () => undefined,
      write: () => {
        throw new Error('must not be written');
      },
      destroy: () => (destroyed = true),
    };
    streams.open(session, response as unknown as http.ServerResponse);
    core.emit(session, EVENT);
    expect(destroyed).toBe(true);
  });
});
