import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../contract/sync-protocol.ts';
import {
  type NetworkAnswer,
  NetworkError,
  type NetworkRequest,
} from '../../../../electron/core/ports.ts';
import { createHttpTransport } from '../../../../electron/core/sync/http-transport.ts';
import { problemAnswer } from '../../../support/core/model-portal.ts';

const JWS = 'aGVhZA.cGF5bG9hZA.c2lnbmF0dXJl';
const answer = (status: number, type: string | undefined, body: string): NetworkAnswer => ({
  status,
  headers: type === undefined ? {} : { 'content-type': type },
  body: new TextEncoder().encode(body),
});

const post = async (given: NetworkAnswer | Error, jws = JWS, options = {}) => {
  const requests: NetworkRequest[] = [];
  const transport = createHttpTransport({
    network: {
      send: (request) => {
        requests.push(request);
        return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
      },
    },
    url: 'https://portal.example/base/',
    now: () => 0,
  });
  const outcome = await transport.post('/kiosk/v1/pull', jws, options);
  return { outcome, request: requests[0] };
};

describe('the way to the portal', () => {
  it('posts to the route below the configured address, with nothing but what is needed', async () => {
    const { outcome, request } = await post(answer(200, 'application/jose', JWS));

    expect(outcome).toEqual({ kind: 'message', jws: JWS });
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://portal.example/base/kiosk/v1/pull',
      headers: {
        'content-type': 'application/jose',
        accept: 'application/jose, application/problem+json',
      },
    });
    expect(Buffer.from(request?.body ?? []).toString()).toBe(JWS);
  });

  it('compresses what is long', async () => {
    const long = `${'a'.repeat(20_000)}.b.c`;

    const { request } = await post(answer(200, 'application/jose', JWS), long);

    expect(request?.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(request?.body ?? Buffer.alloc(0)).toString()).toBe(long);
  });

  it('waits longer the more it sends, and never longer than the portal does', async () => {
    const timeoutOf = async (jws: string) =>
      (await post(answer(200, 'application/jose', JWS), jws)).request?.timeout ?? 0;
    const noise = (bytes: number) => `${randomBytes(bytes).toString('base64url')}.b.c`;

    expect(await timeoutOf(JWS)).toBeLessThan(31_000);
    const batch = await timeoutOf(noise(LIMITS.batchBytes));
    expect(batch).toBeGreaterThan(30_000 + LIMITS.batchBytes / 4);
    expect(batch).toBeLessThan(300_000);
    expect(await timeoutOf(noise(3_000_000))).toBe(300_000);
  });

  it('gives what comes back the same time for each byte, but not where somebody waits for it', async () => {
    const { request } = await post(answer(200, 'application/jose', JWS));
    expect(request?.timeoutPerByte).toBe(1 / 4);

    const waited = await post(answer(200, 'application/jose', JWS), JWS, { timeout: 5_000 });
    expect(waited.request).toMatchObject({ timeout: 5_000 });
    expect(waited.request?.timeoutPerByte).toBeUndefined();
  });

  it('takes the media type with parameters and in any case', async () => {
    const { outcome } = await post(answer(200, 'Application/JOSE; charset=utf-8', JWS));

    expect(outcome.kind).toBe('message');
  });

  it.each([
    ['the sign-in page of a network', answer(200, 'text/html', '<html>Sign in</html>')],
    ['a sign-in page that lies about its type', answer(200, 'application/jose', '<html></html>')],
    ['an empty answer', answer(200, 'application/jose', '')],
    ['a message without a signature', answer(200, 'application/jose', 'aGVhZA.cGF5bG9hZA.')],
    ['JSON of somebody', answer(200, 'application/json', '{"ok":true}')],
    ['no media type', answer(200, undefined, JWS)],
    ['a redirect', answer(302, 'text/html', '')],
    ['204', answer(204, undefined, '')],
    ['201', answer(201, 'application/jose', JWS)],
    ['a cut connection', new NetworkError('cut')],
  ])('takes %s for nobody', async (_name, given) => {
    expect((await post(given)).outcome).toEqual({ kind: 'unreachable' });
  });

  it('reads a problem of ours and how long to wait', async () => {
    const { outcome } = await post(problemAnswer('try-later', 503, { 'retry-after': '12' }));

    expect(outcome).toEqual({ kind: 'problem', problem: 'try-later', retryAfterMs: 12_000 });
  });

  it.each([
    [
      'an unknown problem',
      answer(
        400,
        'application/problem+json',
        '{"type":"tag:asan-kiosk,2026:problem:new","title":"x","status":400}',
      ),
    ],
    [
      'a problem of another system',
      answer(403, 'application/problem+json', '{"type":"about:blank","title":"x","status":403}'),
    ],
    [
      'a name from the prototype',
      answer(
        400,
        'application/problem+json',
        '{"type":"tag:asan-kiosk,2026:problem:constructor","title":"x","status":400}',
      ),
    ],
    [
      'a problem as HTML',
      answer(
        403,
        'text/html',
        '{"type":"tag:asan-kiosk,2026:problem:kiosk-revoked","title":"x","status":403}',
      ),
    ],
    ['broken JSON', answer(500, 'application/problem+json', '{"type":')],
    ['an unknown 4xx', answer(418, 'text/plain', 'teapot')],
    ['404', answer(404, undefined, '')],
  ])('never takes %s for done or decided', async (_name, given) => {
    expect((await post(given)).outcome).toEqual({ kind: 'failed', status: given.status });
  });

  it('lets a bug through', async () => {
    await expect(post(new TypeError('a bug'))).rejects.toThrow(TypeError);
  });
});
