import { describe, expect, it } from 'vitest';
import { createDeskClient } from '../../../portal/desk/api/desk-client.ts';
import { CASE_ID, detail, problem } from './desk-double.ts';

interface Seen {
  readonly address: string;
  readonly init: RequestInit;
}

const clientOf = (answer: () => Response | Promise<Response>) => {
  const seen: Seen[] = [];
  const client = createDeskClient(async (address, init = {}) => {
    seen.push({ address: address as string, init });
    return answer();
  });
  return { client, seen };
};
const json = (body: unknown, status = 200): Response => Response.json(body, { status });
const list = {
  cases: [],
  page: 1,
  pages: 1,
  counts: { open: 0, late: 0, considering: 0, answered: 0, declined: 0, all: 0 },
  today: '2026-11-23',
};

describe('the desk client', () => {
  it('reads a reply by its schema', async () => {
    const { client } = clientOf(() => json(detail()));
    const result = await client.call('openCase', { params: { caseId: CASE_ID } });
    expect(result).toEqual({ ok: true, value: detail() });
  });

  it('escapes parameters and leaves empty queries out', async () => {
    const { client, seen } = clientOf(() => json(list));
    await client.call('listCases', {
      query: { filter: 'late', search: 'MAS 1&page=9', page: '2' },
    });
    await client.call('listCases', { query: { search: '' } });
    await client.call('openCase', { params: { caseId: '../session' } });
    expect(seen.map(({ address }) => address)).toEqual([
      '/desk/api/cases?filter=late&search=MAS+1%26page%3D9&page=2',
      '/desk/api/cases',
      '/desk/api/cases/..%2Fsession',
    ]);
  });

  it('sends a body as JSON to the own origin, past every cache and no redirect', async () => {
    const { client, seen } = clientOf(() => new Response(null, { status: 204 }));
    await client.call('answerCase', {
      params: { caseId: CASE_ID },
      body: { rev: 3, text: 'Bəli' },
    });
    expect(seen[0]?.init).toMatchObject({
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      headers: { 'content-type': 'application/json' },
      body: '{"rev":3,"text":"Bəli"}',
    });
  });

  it('takes 204 as the reply of an action that has none', async () => {
    const { client } = clientOf(() => new Response(null, { status: 204 }));
    expect(await client.call('signOut', {})).toEqual({ ok: true, value: undefined });
  });

  it('names the problem of an RFC 9457 answer', async () => {
    const { failure } = problem('locked-out', { retryAfter: 90 });
    const { client } = clientOf(() => json('problem' in failure ? failure.problem : {}, 429));
    const result = await client.call('signIn', { body: { name: 'a', password: 'b' } });
    expect(result).toEqual({ ok: false, error: failure });
  });

  it.each([
    ['no network', () => Promise.reject(new TypeError('failed to fetch'))],
    ['a time-out', () => Promise.reject(new DOMException('timed out', 'TimeoutError'))],
    ['a page of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
    ['a reply of another shape', () => json({ ...detail(), rev: 'two' })],
    ['a reply with an unknown field', () => json({ ...detail(), password: 'x' })],
    [
      'a problem of somebody else',
      () => json({ type: 'about:blank', title: 'x', status: 500 }, 500),
    ],
    [
      'a problem that is not in the list',
      () => json({ type: 'tag:asan-kiosk,2026:desk-problem:hasOwn', title: 'x', status: 500 }, 500),
    ],
    ['nonsense', () => new Response('{', { status: 200 })],
  ])('takes %s as no answer', async (_, answer) => {
    const { client } = clientOf(answer);
    const result = await client.call('openCase', { params: { caseId: CASE_ID } });
    expect(result).toEqual({ ok: false, error: { name: 'unreachable' } });
  });

  it('does not swallow a bug', async () => {
    const { client } = clientOf(() => {
      throw new RangeError('a bug');
    });
    await expect(client.call('whoAmI', {})).rejects.toThrow('a bug');
  });
});
