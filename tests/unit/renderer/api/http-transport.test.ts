// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KioskEvent } from '../../../../contract/kiosk-events.ts';
import { createHttpTransport } from '../../../../renderer/src/api/http-transport.ts';
import { HostUnreachable } from '../../../../renderer/src/api/transport.ts';

/** A line of server-sent events that the test holds in its hand. */
class EventLine extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: EventLine[] = [];
  readyState = 1;
  constructor(readonly address: string) {
    super();
    EventLine.opened.push(this);
  }
  close(): void {
    this.readyState = EventLine.CLOSED;
  }
  say(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  breakDown(forGood: boolean): void {
    this.readyState = forGood ? EventLine.CLOSED : 0;
    this.dispatchEvent(new Event('error'));
  }
}

const answer = (body: string, init?: ResponseInit) =>
  vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, init)));

beforeEach(() => {
  vi.useFakeTimers();
  EventLine.opened.length = 0;
  vi.stubGlobal('EventSource', EventLine);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a call over loopback HTTP', () => {
  it('carries method and input unchanged and hands the result back', async () => {
    const send = answer('{"ok":true,"value":null}');
    vi.stubGlobal('fetch', send);
    await expect(createHttpTransport().call('session.touch', {})).resolves.toEqual({
      ok: true,
      value: null,
    });
    const [address, request] = send.mock.calls[0] ?? [];
    expect(address).toBe('/call');
    expect(request).toMatchObject({
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'error',
    });
    expect(JSON.parse(request?.body as string)).toEqual({ method: 'session.touch', input: {} });
  });

  it('is unreachable when the connection fails', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.reject(new TypeError('failed'))),
    );
    await expect(createHttpTransport().call('kiosk.info', {})).rejects.toThrow(HostUnreachable);
  });

  it('is unreachable when nonsense comes back', async () => {
    vi.stubGlobal('fetch', answer('<html>'));
    await expect(createHttpTransport().call('kiosk.info', {})).rejects.toThrow(HostUnreachable);
  });
});

describe('events over loopback HTTP', () => {
  it('reach the listener', () => {
    const heard: KioskEvent[] = [];
    createHttpTransport().subscribe((event) => heard.push(event), vi.fn());
    EventLine.opened[0]?.say('{"type":"session_ended","reason":"idle","visit":"1"}');
    expect(heard).toEqual([{ type: 'session_ended', reason: 'idle', visit: '1' }]);
  });

  it('tell each time that the line is up again', () => {
    const connected = vi.fn();
    createHttpTransport().subscribe(vi.fn(), connected);
    EventLine.opened[0]?.dispatchEvent(new Event('open'));
    EventLine.opened[0]?.dispatchEvent(new Event('open'));
    expect(connected).toHaveBeenCalledTimes(2);
  });

  it('open a new line after one that the browser has given up', () => {
    createHttpTransport().subscribe(vi.fn(), vi.fn());
    EventLine.opened[0]?.breakDown(true);
    vi.advanceTimersByTime(2_000);
    expect(EventLine.opened).toHaveLength(2);
  });

  it('leave the reopening to the browser where it does it itself', () => {
    createHttpTransport().subscribe(vi.fn(), vi.fn());
    EventLine.opened[0]?.breakDown(false);
    vi.advanceTimersByTime(10_000);
    expect(EventLine.opened).toHaveLength(1);
  });

  it('end with the subscription, also while a new line is due', () => {
    const cancel = createHttpTransport().subscribe(vi.fn(), vi.fn());
    EventLine.opened[0]?.breakDown(true);
    cancel();
    vi.advanceTimersByTime(10_000);
    expect(EventLine.opened).toHaveLength(1);
    expect(EventLine.opened[0]?.readyState).toBe(EventLine.CLOSED);
  });
});
