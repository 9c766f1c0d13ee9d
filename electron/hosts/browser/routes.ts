import type { IncomingMessage, ServerResponse } from 'node:http';
import { fail } from '../../../contract/result.ts';
import type { Core, SessionId } from '../../core/core.ts';
import type { Log } from '../../core/ports.ts';
import { pageHeaders } from '../page-headers.ts';
import type { RendererFiles } from '../renderer-files.ts';
import { answerCall } from './call-route.ts';
import type { EventStreams } from './event-streams.ts';
import { redirect, sendResult, sendText } from './replies.ts';
import { findRefusal, readCookie } from './request-checks.ts';
import type { Refusal, RequestKind } from './request-checks.ts';
import type { Seat } from './seat.ts';
import { sendFile } from './static-files.ts';

export interface RouteSettings {
  readonly core: Core;
  readonly files: RendererFiles;
  readonly log: Log;
  readonly seat: Seat;
  readonly streams: EventStreams;
  /** Host and port as this server listens. */
  readonly authority: string;
  readonly cookieName: string;
}

interface Exchange extends RouteSettings {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Of the cookie, when it is the one that was given out last. */
  readonly session: SessionId | undefined;
}

interface Route {
  readonly methods: readonly string[];
  readonly kind: RequestKind;
  readonly answer: (exchange: Exchange) => void | Promise<void>;
}

const HEADERS = Object.entries(pageHeaders("'self'"));
const READING = ['GET', 'HEAD'];
const REFUSAL_STATUS = {
  wrong_host: 421,
  wrong_origin: 403,
  wrong_site: 403,
  wrong_type: 415,
} as const satisfies Record<Refusal, number>;

const USED_ADDRESS =
  'This address was used already, or there is a newer one. Start the kiosk again for a fresh one.';
const NOT_LET_IN =
  'This browser is not let in. Open the address that the kiosk printed at its start (…/launch/…).';

/** Answers every request to the browser host; rejects only for bugs. */
export const answerRequest = async (
  settings: RouteSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  const { methods, kind, answer } = findRoute(request.url ?? '');
  const refusal = findRefusal(kind, request.headers, settings.authority);
  if (!methods.includes(request.method ?? '')) {
    sendText(response, 405, `Only ${methods.join(', ')}.`, { Allow: methods.join(', ') });
  } else if (refusal !== undefined) {
    settings.log.warn('request.refused', { reason: refusal, kind });
    refuse(kind, refusal, response);
  } else {
    const cookie = readCookie(request.headers.cookie, settings.cookieName);
    await answer({ ...settings, request, response, session: settings.seat.sessionOf(cookie) });
  }
  // What is left of a body that nobody reads.
  request.resume();
};

const findRoute = (url: string): Route => {
  if (url === '/call') return { methods: ['POST'], kind: 'call', answer: answerWithResult };
  if (url === '/events') return { methods: ['GET'], kind: 'page', answer: openEvents };
  if (url === '/') return { methods: READING, kind: 'navigation', answer: sendPage };
  const token = /^\/launch\/([A-Za-z0-9_-]{43})$/.exec(url)?.[1];
  if (token === undefined) return { methods: READING, kind: 'page', answer: sendOther };
  return {
    methods: ['GET'],
    kind: 'navigation',
    answer: (exchange) => {
      launch(exchange, token);
    },
  };
};

const refuse = (kind: RequestKind, refusal: Refusal, response: ServerResponse): void => {
  if (kind === 'call') sendResult(response, REFUSAL_STATUS[refusal], fail('not_allowed'));
  else sendText(response, REFUSAL_STATUS[refusal], 'Not from here.');
};

const launch = ({ seat, session, cookieName, response }: Exchange, token: string): void => {
  // Coming back to the address in the browser that is in already must not throw its person out.
  const cookie = session === undefined ? seat.take(token) : undefined;
  if (session !== undefined) redirect(response);
  else if (cookie === undefined) sendText(response, 403, USED_ADDRESS);
  else {
    const value = `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    redirect(response, { 'Set-Cookie': value });
  }
};

const answerWithResult = async ({ core, session, request, response }: Exchange): Promise<void> => {
  if (session === undefined) {
    sendResult(response, 401, fail('session_over'));
    return;
  }
  const { status, result } = await answerCall(core, session, request);
  sendResult(response, status, result);
};

const openEvents = ({ streams, session, response }: Exchange): void => {
  if (session === undefined) sendText(response, 401, NOT_LET_IN);
  else streams.open(session, response);
};

const sendPage = ({ files, session, request, response }: Exchange): void => {
  if (session === undefined) sendText(response, 401, NOT_LET_IN);
  else sendFile(files, request, response);
};

const sendOther = ({ files, request, response }: Exchange): void => {
  sendFile(files, request, response);
};
