import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is turned away before anything else looks at it. */
export type Refusal = 'wrong_host' | 'wrong_origin' | 'wrong_site' | 'wrong_type';

/** `navigation`: a person or Chromium's start opens it; `page`: only our own page asks for it. */
export type RequestKind = 'navigation' | 'page' | 'call';

type Headers = Pick<IncomingHttpHeaders, 'host' | 'origin' | 'content-type'> & {
  readonly 'sec-fetch-site'?: string | string[] | undefined;
};

const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i;

/**
 * `authority` is host and port as this server listens, "127.0.0.1:8460". An exact Host stops names
 * that were pointed at 127.0.0.1 (DNS rebinding); Origin and Sec-Fetch-Site stop other pages, also
 * those of other ports of this machine.
 */
export const findRefusal = (
  kind: RequestKind,
  headers: Headers,
  authority: string,
): Refusal | undefined => {
  if (headers.host !== authority) return 'wrong_host';
  const origin = `http://${authority}`;
  if (kind === 'call' ? headers.origin !== origin : ![undefined, origin].includes(headers.origin))
    return 'wrong_origin';
  const site = headers['sec-fetch-site'];
  const sites =
    kind === 'navigation' ? [undefined, 'none', 'same-origin'] : [undefined, 'same-origin'];
  if (!sites.some((allowed) => allowed === site)) return 'wrong_site';
  if (kind === 'call' && !JSON_TYPE.test(headers['content-type'] ?? '')) return 'wrong_type';
  return undefined;
};

/**
 * The value of one cookie. A name that comes twice answers undefined: a second one may have been
 * planted by a page of another port, which shares the jar.
 */
export const readCookie = (header: string | undefined, name: string): string | undefined => {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
};
