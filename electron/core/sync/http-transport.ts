import { promisify } from 'node:util';
import { constants, gzip, type ZlibOptions } from 'node:zlib';
import * as v from 'valibot';
import {
  JOSE_MEDIA_TYPE,
  PROBLEM_TYPE_PREFIX,
  type ProblemName,
  PROBLEMS,
  problemSchema,
} from '../../../contract/sync-protocol.ts';
import type { Network, NetworkAnswer, NetworkRequest } from '../ports.ts';
import { NetworkError } from '../ports.ts';
import { parseRetryAfter } from './backoff.ts';

/** What came back for one request. Nothing in it is believed yet but that it has the right form. */
export type HttpOutcome =
  | { readonly kind: 'message'; readonly jws: string }
  | {
      readonly kind: 'problem';
      readonly problem: ProblemName;
      readonly retryAfterMs?: number | undefined;
    }
  /** Somebody on the way, or a failing portal: nothing was done as far as we know. */
  | { readonly kind: 'failed'; readonly status: number; readonly retryAfterMs?: number | undefined }
  /** Nobody answered, or somebody who is not the portal, e.g. the sign-in page of a network. */
  | { readonly kind: 'unreachable' };

export interface Transport {
  /** Posts one compact JWS; rejects for nothing that the network can do. Without a `timeout` a long one, and a long answer, has more time. */
  post(route: string, jws: string, options?: { readonly timeout?: number }): Promise<HttpOutcome>;
}

export interface TransportOptions {
  readonly network: Network;
  /** Where the portal is; `ROUTES` are appended to its path. */
  readonly url: string;
  /** Milliseconds since the Unix epoch, for Retry-After dates. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** For the way there and back and the portal's work. Milliseconds. */
const TIMEOUT = 30_000;
/** Bytes in a millisecond: what the slowest line is given the time for, 32 kbit/s. */
const SLOWEST = 4;
/** Until the answer begins: the portal waits no longer for a request either. */
const LONGEST_TIMEOUT = 300_000;
const MOST_ANSWER_BYTES = 4_000_000;
/** Below, compression costs more than it saves. */
const WORTH_COMPRESSING = 1_000;
const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * What is sent is cipher text in base64, in which nothing repeats: looking for it takes two thirds of
 * the time and saves 2 %. The alphabet alone gives back what base64 added.
 */
const COMPRESSION = { level: 1, strategy: constants.Z_HUFFMAN_ONLY } as const;

const compress = promisify<Uint8Array, ZlibOptions, Buffer>(gzip);
/** More than what is sent can grow by. */
const GROWTH = 1_000;

export const createHttpTransport = (options: TransportOptions): Transport => ({
  post: async (route, jws, { timeout } = {}) => {
    const answer = await send(options, route, jws, timeout);
    return answer === undefined ? { kind: 'unreachable' } : toOutcome(answer, options.now());
  },
});

const send = async (
  { network, url, signal }: TransportOptions,
  route: string,
  jws: string,
  timeout: number | undefined,
): Promise<NetworkAnswer | undefined> => {
  const { body, encoding } = await encode(jws);
  try {
    return await network.send({
      method: 'POST',
      url: url.replace(/\/+$/, '') + route,
      headers: {
        'content-type': JOSE_MEDIA_TYPE,
        accept: `${JOSE_MEDIA_TYPE}, application/problem+json`,
        ...encoding,
      },
      body,
      ...timeFor(body.byteLength, timeout),
      maxAnswerBytes: MOST_ANSWER_BYTES,
      ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof NetworkError) return undefined;
    throw error;
  }
};

/** As long as so many bytes take on a slow line, and some time to spare; and as long again as the answer takes there. */
const timeFor = (
  bytes: number,
  timeout?: number,
): Pick<NetworkRequest, 'timeout' | 'timeoutPerByte'> =>
  timeout === undefined
    ? {
        timeout: Math.min(LONGEST_TIMEOUT, TIMEOUT + Math.ceil(bytes / SLOWEST)),
        timeoutPerByte: 1 / SLOWEST,
      }
    : { timeout };

const encode = async (
  jws: string,
): Promise<{ readonly body: Uint8Array; readonly encoding: Record<string, string> }> => {
  const plain = Buffer.from(jws, 'latin1');
  if (plain.byteLength < WORTH_COMPRESSING) return { body: plain, encoding: {} };
  // In one piece: with less room it would come back to this thread for every 16 kB.
  const body = await compress(plain, { ...COMPRESSION, chunkSize: plain.byteLength + GROWTH });
  return { body, encoding: { 'content-encoding': 'gzip' } };
};

const toOutcome = (answer: NetworkAnswer, now: number): HttpOutcome => {
  const { status, headers } = answer;
  const type = mediaType(headers['content-type']);
  const text = Buffer.from(answer.body).toString('utf8');
  if (status === 200 && type === JOSE_MEDIA_TYPE)
    return COMPACT_JWS.test(text) ? { kind: 'message', jws: text } : { kind: 'unreachable' };
  if (status < 400) return { kind: 'unreachable' };
  const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
  const problem = type === 'application/problem+json' ? problemName(text) : undefined;
  return problem === undefined
    ? { kind: 'failed', status, retryAfterMs }
    : { kind: 'problem', problem, retryAfterMs };
};

const mediaType = (header: string | undefined): string =>
  (header ?? '').split(';', 1).join('').trim().toLowerCase();

const isProblemName = (name: string): name is ProblemName => Object.hasOwn(PROBLEMS, name);

const problemName = (text: string): ProblemName | undefined => {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), problemSchema), text);
  const name = parsed.success ? parsed.output.type.slice(PROBLEM_TYPE_PREFIX.length) : '';
  return isProblemName(name) ? name : undefined;
};
