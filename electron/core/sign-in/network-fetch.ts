import type { CustomFetch } from 'openid-client';
import type { Network } from '../ports.ts';

const TIMEOUT = 10_000;
const MOST_ANSWER_BYTES = 200_000;
/** Statuses that may not have a body (Fetch standard). */
const WITHOUT_BODY = [101, 103, 204, 205, 304];

const bytesOf = (body: unknown): Uint8Array | undefined => {
  if (body === undefined || body === null) return undefined;
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string' || body instanceof URLSearchParams)
    return new TextEncoder().encode(String(body));
  throw new TypeError('a body of another kind was not expected');
};

/** The library's requests over the kiosk's own network port, with its limits and without redirects. */
export const createNetworkFetch =
  (network: Network): CustomFetch =>
  async (url, { method, headers, body, signal }) => {
    if (method !== 'GET' && method !== 'POST') throw new TypeError(`no ${method} is needed here`);
    const bytes = bytesOf(body);
    const answer = await network.send({
      method,
      url,
      headers,
      timeout: TIMEOUT,
      maxAnswerBytes: MOST_ANSWER_BYTES,
      ...(bytes && { body: bytes }),
      ...(signal && { signal }),
    });
    const hasBody = !WITHOUT_BODY.includes(answer.status);
    return new Response(hasBody ? Buffer.from(answer.body) : null, {
      status: answer.status,
      headers: answer.headers,
    });
  };
