import { afterEach, describe, expect, it } from 'vitest';
import { createFakeCore } from '../../support/hosts/fake-core.ts';
import type { FakeCore } from '../../support/hosts/fake-core.ts';
import { launch, postCall, startTestHost } from '../../support/hosts/browser-host.ts';
import type { TestHost } from '../../support/hosts/browser-host.ts';
import { sendRaw } from '../../support/hosts/raw-http.ts';

const hosts: TestHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

const start = async (
  core: FakeCore = createFakeCore(),
  more: { tokensStayGood?: boolean } = {},
): Promise<{ host: TestHost; core: FakeCore }> => {
  const host = await startTestHost(core, more);
  hosts.push(host);
  return { host, core };
};

const CALL = JSON.stringify({ method: 'kiosk.info', input: {} });

describe('letting a browser in', () => {
  it('exchanges a launch token for a cookie that scripts cannot read and other sites cannot send', async () => {
    const { host } = await start();
    const url = new URL(host.launchAddress());
    const answer = await sendRaw(host.origin, { path: url.pathname });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    const parts = (answer.headers['set-cookie']?.[0] ?? '').split('; ');
    expect(parts.slice(1)).toEqual(['HttpOnly', 'SameSite=Strict', 'Path=/']);
    expect(parts[0]).toMatch(/^asan_kiosk_\d+=[A-Za-z0-9_-]{43}$/);
  });

  it('takes a token once', async () => {
    const { host, core } = await start();
    const address = host.launchAddress();
    expect(await launch(address)).not.toBe('');
    const again = await sendRaw(host.origin, { path: new URL(address).pathname });
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(core.opened).toHaveLength(1);
  });

  it('lets a demonstration without display open the same address again, ending the session before', async () => {
    const { host, core } = await start(createFakeCore(), { tokensStayGood: true });
    const address = host.launchAddress();
    const first = await launch(address);
    const second = await launch(address);
    expect(core.closed).toEqual(['session-1']);
    expect((await postCall(host, first, CALL)).status).toBe(401);
    expect((await postCall(host, second, CALL)).status).toBe(200);
  });

  it('sends the browser that is in already back to its page and keeps its session', async () => {
    const { host, core } = await start();
    const address = host.launchAddress();
    const cookie = await launch(address);
    const again = await sendRaw(host.origin, {
      path: new URL(address).pathname,
      headers: { cookie },
    });
    expect([again.status, again.headers.location]).toEqual([303, '/']);
    expect(core.closed).toEqual([]);
  });

  it('refuses an earlier token when a newer one was made', async () => {
    const { host } = await start();
    const old = host.launchAddress();
    host.launchAddress();
    expect(await launch(old)).toBe('');
  });

  it('lets a second launch replace the first and wipes its session', async () => {
    const { host, core } = await start();
    const first = await launch(host.launchAddress());
    const second = await launch(host.launchAddress());
    expect(core.closed).toEqual(['session-1']);
    expect(JSON.parse((await postCall(host, first, CALL)).text)).toEqual({
      ok: false,
      error: { code: 'session_over' },
    });
    expect((await postCall(host, second, CALL)).status).toBe(200);
    expect(core.calls.map(({ session }) => session)).toEqual(['session-2']);
  });

  it.each([
    '/launch/',
    `/launch/${'A'.repeat(43)}`,
    `/launch/${'A'.repeat(42)}`,
    `/launch/${'A'.repeat(43)}?x`,
    `/launch/%41${'A'.repeat(42)}`,
  ])('gives nobody a cookie for %s', async (path) => {
    const { host, core } = await start();
    host.launchAddress();
    const answer = await sendRaw(host.origin, { path });
    expect([403, 404]).toContain(answer.status);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(core.opened).toEqual([]);
  });

  it('does not spend the token on a HEAD request', async () => {
    const { host } = await start();
    const address = host.launchAddress();
    const head = await sendRaw(host.origin, { method: 'HEAD', path: new URL(address).pathname });
    expect(head.status).toBe(405);
    expect(await launch(address)).not.toBe('');
  });
});

describe('the page', () => {
  it('is served to the browser that is in, and to no other', async () => {
    const { host } = await start();
    expect((await sendRaw(host.origin, { path: '/' })).status).toBe(401);
    const cookie = await launch(host.launchAddress());
    const page = await sendRaw(host.origin, { path: '/', headers: { cookie } });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('kiosk');
  });

  it('comes with every protecting header, as do refusals', async () => {
    const { host } = await start();
    for (const path of ['/assets/index-x1.js', '/nothing', '/', '/call']) {
      const { headers } = await sendRaw(host.origin, { path });
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('answers HEAD without a body', async () => {
    const { host } = await start();
    const answer = await sendRaw(host.origin, { method: 'HEAD', path: '/assets/index-x1.js' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  it.each([
    '/index.html',
    '/assets',
    '/assets/',
    '/assets/index-x1.js?v=1',
    '/assets/../assets/index-x1.js',
    '/./assets/index-x1.js',
    '//assets/index-x1.js',
    '/assets//index-x1.js',
    '/%2e%2e/package.json',
    '/%2E%2E/%2E%2E/etc/passwd',
    '/%252e%252e/package.json',
    '/..%2fpackage.json',
    '/..%5cpackage.json',
    '/..\\package.json',
    '/assets%2Findex-x1.js',
    '/assets/index-x1.js%00',
    '/assets/index-x1.js%00.png',
    '/assets/index-x1.js/',
    '/ASSETS/index-x1.js',
    '/../../../../etc/passwd',
    '/etc/passwd',
    '/__proto__',
    '/constructor',
    '/favicon.ico',
    'http://127.0.0.1/assets/index-x1.js',
    '*',
  ])('answers nothing for %s', async (path) => {
    const { host } = await start();
    const cookie = await launch(host.launchAddress());
    const answer = await sendRaw(host.origin, { path, headers: { cookie } });
    expect(answer.status).toBe(404);
    expect(answer.text).toBe('Not found.\n');
  });
});

describe('a call', () => {
  it('reaches the core with the session of the cookie, unchanged', async () => {
    const { host, core } = await start();
    const cookie = await launch(host.launchAddress());
    const answer = await postCall(host, cookie, '{"method":"any.thing","input":{"a":["ə"]}}');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({
      ok: true,
      value: { method: 'any.thing', input: { a: ['ə'] } },
    });
    expect(core.calls).toEqual([
      { session: 'session-1', method: 'any.thing', input: { a: ['ə'] } },
    ]);
  });

  it.each([
    ['no cookie', ''],
    ['an invented cookie', `asan_kiosk=${'A'.repeat(43)}`],
  ])('with %s is over', async (_, cookie) => {
    const { host, core } = await start();
    await launch(host.launchAddress());
    const answer = await postCall(host, cookie, CALL);
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toEqual({ ok: false, error: { code: 'session_over' } });
    expect(core.calls).toEqual([]);
  });

  it('does not trust a cookie of which there are two', async () => {
    const { host, core } = await start();
    const cookie = await launch(host.launchAddress());
    const name = cookie.split('=')[0] ?? '';
    expect((await postCall(host, `${name}=planted; ${cookie}`, CALL)).status).toBe(401);
    expect(core.calls).toEqual([]);
  });

  it.each<[string, Record<string, string>, number]>([
    ['another host name', { host: 'kiosk.example' }, 421],
    ['localhost', { host: 'localhost' }, 421],
    ['the address without port', { host: '127.0.0.1' }, 421],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['an origin that only begins like ours', { origin: 'http://127.0.0.1.evil.example' }, 403],
    ['the null origin of a sandboxed frame', { origin: 'null' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another port by fetch metadata', { 'sec-fetch-site': 'same-site' }, 403],
    ['the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }, 415],
    ['no type', { 'content-type': '' }, 415],
  ])('from %s never reaches the core', async (_, headers, status) => {
    const { host, core } = await start();
    const cookie = await launch(host.launchAddress());
    const answer = await postCall(host, cookie, CALL, headers);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual({ ok: false, error: { code: 'not_allowed' } });
    expect(core.calls).toEqual([]);
  });

  it('without an origin never reaches the core', async () => {
    const { host, core } = await start();
    const cookie = await launch(host.launchAddress());
    const answer = await sendRaw(host.origin, {
      method: 'POST',
      path: '/call',
      headers: { cookie, 'content-type': 'application/json' },
      body: CALL,
    });
    expect(answer.status).toBe(403);
    expect(core.calls).toEqual([]);
  });

  it.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['no JSON', '{'],
    ['an array', '[]'],
    ['null', 'null'],
    ['no method', '{"input":{}}'],
    ['a method that is no text', '{"method":1,"input":{}}'],
    ['more than method and input', '{"method":"a","input":{},"session":"session-1"}'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
  ])('with %s as its body is bad input', async (_, body) => {
    const { host, core } = await start();
    const cookie = await launch(host.launchAddress());
    const answer = await postCall(host, cookie, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({ ok: false, error: { code: 'bad_input' } });
    expect(core.calls).toEqual([]);
  });

  const sized = (bytes: number): string => {
    const frame = JSON.stringify({ method: 'm', input: '' }).length;
    return JSON.stringify({ method: 'm', input: 'x'.repeat(bytes - frame) });
  };

  it('may have 128 kB and not a byte more', async () => {
    const { host, core } = await start();
    const cookie = await launch(host.launchAddress());
    expect((await postCall(host, cookie, sized(128 * 1024))).status).toBe(200);
    const answer = await postCall(host, cookie, sized(128 * 1024 + 1));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toEqual({ ok: false, error: { code: 'too_large' } });
    expect(core.calls).toHaveLength(1);
  });

  it('of 5 MB is told that it is too large, and the next one works', async () => {
    const { host } = await start();
    const cookie = await launch(host.launchAddress());
    const answer = await postCall(host, cookie, sized(5_000_000));
    expect(JSON.parse(answer.text)).toEqual({ ok: false, error: { code: 'too_large' } });
    expect((await postCall(host, cookie, CALL)).status).toBe(200);
  });

  it.each([
    ['GET', '/call'],
    ['OPTIONS', '/call'],
    ['PUT', '/call'],
    ['POST', '/'],
    ['POST', '/events'],
    ['DELETE', '/assets/index-x1.js'],
    ['TRACE', '/'],
  ])('%s %s is not a way in', async (method, path) => {
    const { host, core } = await start();
    const cookie = await launch(host.launchAddress());
    const headers = { cookie, origin: host.origin, 'content-type': 'application/json' };
    const answer = await sendRaw(host.origin, { method, path, headers });
    expect(answer.status).toBe(405);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(core.calls).toEqual([]);
  });
});

describe('stopping', () => {
  it('wipes the session and frees the port', async () => {
    const { host, core } = await start();
    await launch(host.launchAddress());
    await host.stop();
    hosts.length = 0;
    expect(core.closed).toEqual(['session-1']);
    await expect(sendRaw(host.origin, { path: '/' })).rejects.toThrow('ECONNREFUSED');
  });
});

describe('the log', () => {
  it('has no token, cookie or address in it', async () => {
    const { host } = await start();
    const address = host.launchAddress();
    const cookie = await launch(address);
    await postCall(host, cookie, CALL, { origin: 'https://canary.example' });
    expect(host.logged.join('')).toContain('request.refused');
    for (const secret of [address.split('/').at(-1), cookie.split('=')[1], 'canary'])
      expect(host.logged.join('')).not.toContain(secret);
  });
});
