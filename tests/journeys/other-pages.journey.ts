import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../support/journeys/test.ts';

/** A page of another program on this machine, in the same browser: its cookies are sent along. */
const servePage = async (html: string) => {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close(),
  };
};

test('a page of another port can neither call the core nor listen nor frame the kiosk', async ({
  citizen,
  sharedCentre,
  context,
}) => {
  await citizen.begin();
  const kiosk = new URL(sharedCentre.kiosk().address).origin;
  const evil = await servePage(
    `<form method="post" enctype="text/plain" action="${kiosk}/call"><input name='{"method":"session.finish","input":{},"x":"' value='"}'></form><iframe src="${kiosk}/"></iframe>`,
  );
  const page = await context.newPage();
  await page.goto(evil.url);
  const tried = await page.evaluate(async (origin) => {
    const body = '{"method":"session.finish","input":{}}';
    const attempt = async (send: () => Promise<unknown>): Promise<string> =>
      send().then(
        (answer) => `got ${String(answer)}`,
        () => 'refused',
      );
    const json = { 'content-type': 'application/json' };
    const all = { method: 'POST', body, credentials: 'include' } as const;
    return [
      await attempt(async () => (await fetch(`${origin}/call`, { ...all, headers: json })).text()),
      await attempt(async () => (await fetch(`${origin}/call`, all)).text()),
      await attempt(async () => {
        const sent = await fetch(`${origin}/call`, { ...all, mode: 'no-cors' });
        if (sent.type === 'opaque') throw new Error('nothing to read');
        return sent.text();
      }),
      await attempt(
        () =>
          new Promise((resolve, reject) => {
            const events = new EventSource(`${origin}/events`, { withCredentials: true });
            events.onopen = () => resolve('open');
            events.onerror = () => reject(new Error('refused'));
          }),
      ),
    ];
  }, kiosk);
  expect(tried).toEqual(['refused', 'refused', 'refused', 'refused']);
  const frame = page.frames().find((one) => one !== page.mainFrame());
  expect(frame?.url()).not.toBe(`${kiosk}/`);
  await page.locator('form').evaluate((form) => {
    (form as HTMLFormElement).submit();
  });
  await expect(page.locator('body')).toContainText('not_allowed');
  await page.close();
  evil.close();
  // The citizen's session lives on.
  const answer = await citizen.page.evaluate(async () => {
    const response = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"method":"session.touch","input":{}}',
    });
    return (await response.json()) as unknown;
  });
  expect(answer).toEqual({ ok: true, value: null });
});

test('paths outside the list of files answer nothing, with the citizen let in', async ({
  citizen,
}) => {
  const statuses = await citizen.page.evaluate(async () => {
    const paths = [
      '/index.html',
      '/assets/',
      '/%2e%2e/package.json',
      '/..%5cpackage.json',
      '/x%00',
    ];
    return Promise.all(paths.map(async (path) => (await fetch(path)).status));
  });
  expect(statuses).toEqual([404, 404, 404, 404, 404]);
});
