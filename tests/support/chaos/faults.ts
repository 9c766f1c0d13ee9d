/** What the network does to one exchange of request and answer. Milliseconds and bytes. */
export type Fault =
  | { readonly kind: 'pass' }
  /** The connection breaks before anything was sent on. */
  | { readonly kind: 'drop' }
  /** Both ways take their time. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The portal gets only so many bytes of the request, then the connection breaks on both sides. */
  | { readonly kind: 'cut-request'; readonly after: number }
  /** The portal gets everything and answers; the kiosk gets only so many bytes of it. */
  | { readonly kind: 'cut-answer'; readonly after: number }
  /** The request arrives twice, one after the other or at once; the kiosk hears one of the answers. */
  | {
      readonly kind: 'double';
      readonly together: boolean;
      readonly heard: 'first' | 'second';
    }
  /** Held back until the next request has passed, or for so long: the order changes. */
  | { readonly kind: 'hold'; readonly ms: number }
  /** Passed, and once more so much later: an old request among the new ones. */
  | { readonly kind: 'echo'; readonly ms: number }
  /** One bit is flipped. `at` counts bytes from the start, or from the end when negative. */
  | { readonly kind: 'flip-request' | 'flip-answer'; readonly at: number; readonly bit: number }
  /** Passed, but the kiosk hears the answer to the request before on the same route. */
  | { readonly kind: 'stale-answer' }
  /** The answer comes in pieces of so many bytes. */
  | { readonly kind: 'trickle'; readonly piece: number }
  /** Nobody answers until the time is over. */
  | { readonly kind: 'silence'; readonly ms: number }
  /** Somebody on the way answers in the portal's place. */
  | { readonly kind: 'answer'; readonly answer: Buffer }
  /** The portal does its work, then somebody on the way answers something else. */
  | { readonly kind: 'gateway'; readonly answer: Buffer };

export type FaultKind = Fault['kind'];

export const PASS: Fault = { kind: 'pass' };

const cannedAnswer = (
  status: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Buffer => {
  const fields = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`);
};

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const JOSE = { 'content-type': 'application/jose' };
const LOGIN_PAGE =
  '<!doctype html><title>Wi-Fi</title><form method="post" action="/login"><input name="user"></form>';

/** What a captive portal, a proxy or a failing server says instead of the portal. */
export const FOREIGN_ANSWERS = {
  loginPage: cannedAnswer('200 OK', HTML, LOGIN_PAGE),
  loginPageAsJose: cannedAnswer('200 OK', JOSE, LOGIN_PAGE),
  emptyJose: cannedAnswer('200 OK', JOSE, ''),
  foreignJws: cannedAnswer('200 OK', JOSE, 'eyJhbGciOiJub25lIn0.e30.AAAA'),
  redirect: cannedAnswer('302 Found', { location: 'http://127.0.0.1:9/login' }, ''),
  noContent: Buffer.from('HTTP/1.1 204 No Content\r\n\r\n'),
  loginRequired: cannedAnswer('511 Network Authentication Required', HTML, LOGIN_PAGE),
  notFound: cannedAnswer('404 Not Found', HTML, '<h1>Not Found</h1>'),
  forbidden: cannedAnswer('403 Forbidden', HTML, '<h1>Blocked by policy</h1>'),
  tooLarge: cannedAnswer('413 Content Too Large', HTML, '<h1>413</h1>'),
  broken: cannedAnswer('500 Internal Server Error', HTML, '<h1>500</h1>'),
  badGateway: cannedAnswer('502 Bad Gateway', HTML, '<h1>502</h1>'),
  gatewayTimeout: cannedAnswer('504 Gateway Timeout', HTML, '<h1>504</h1>'),
  nonsense: Buffer.from('SSH-2.0-OpenSSH_9.2\r\n\r\n'),
} as const satisfies Record<string, Buffer>;

/** 429 or 503 with Retry-After in seconds, or any text there. */
export const retryLater = (status: 429 | 503, retryAfter: string): Buffer =>
  cannedAnswer(
    status === 429 ? '429 Too Many Requests' : '503 Service Unavailable',
    { 'retry-after': retryAfter },
    '',
  );
