import type { KioskEvent } from '../../../contract/kiosk-events.ts';
import { HostUnreachable, type Transport } from './transport.ts';

/** Longer than the core itself waits for the portal, so that a slow answer is not taken for a dead host. */
const CALL_TIMEOUT = 60_000;
/** Milliseconds until a closed event line is opened anew; the browser does it itself only for some failures. */
const REOPEN_AFTER = 2_000;

const post = async (method: string, input: unknown): Promise<unknown> => {
  const response = await fetch('/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method, input }),
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(CALL_TIMEOUT),
  });
  return response.json();
};

const openEvents = (
  listener: (event: KioskEvent) => void,
  connected: () => void,
  closed: () => void,
): EventSource => {
  const events = new EventSource('/events');
  events.addEventListener('open', connected);
  events.addEventListener('message', (message: MessageEvent<string>) => {
    listener(JSON.parse(message.data) as KioskEvent);
  });
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) closed();
  });
  return events;
};

/** The loopback host of the browser kiosk: `POST /call` and server-sent events, session by cookie. */
export const createHttpTransport = (): Transport => ({
  async call(method, input) {
    try {
      return await post(method, input);
    } catch (cause) {
      throw new HostUnreachable(method, { cause });
    }
  },
  subscribe(listener, connected) {
    let timer: number | undefined;
    let events: EventSource;
    const open = (): void => {
      events = openEvents(listener, connected, () => {
        timer = window.setTimeout(open, REOPEN_AFTER);
      });
    };
    open();
    return () => {
      window.clearTimeout(timer);
      events.close();
    };
  },
});
