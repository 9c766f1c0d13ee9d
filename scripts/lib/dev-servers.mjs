import { request as send } from 'node:http';
import vue from '@vitejs/plugin-vue';
import { createServer } from 'vite';
import { inRoot } from './folders.mjs';

/** Hands paths on to the program that runs at `target()` now, as a request of that program's own page. */
const passOn = (path, target) => ({
  name: `pass-on-${path}`,
  configureServer: (server) => {
    server.middlewares.use((request, response, next) => {
      if (!request.url.startsWith(path)) return next();
      const url = new URL(request.url, target());
      const headers = { ...request.headers, host: url.host };
      if (headers.origin !== undefined) headers.origin = url.origin;
      const outgoing = send(url, { method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      // It is being started again; the page tries anew.
      outgoing.on('error', () => response.destroy());
      response.on('close', () => outgoing.destroy());
      request.pipe(outgoing);
    });
  },
});

/** Lets the developer's browser in as if it had opened the launch address, before each page. */
const letIn = (launchAddress) => ({
  name: 'let-in',
  configureServer: (server) => {
    server.middlewares.use(async (request, response, next) => {
      if (request.url !== '/') return next();
      const headers = { cookie: request.headers.cookie ?? '' };
      const answer = await fetch(launchAddress(), { redirect: 'manual', headers }).catch(
        () => undefined,
      );
      for (const value of answer?.headers.getSetCookie() ?? [])
        response.appendHeader('set-cookie', value);
      return next();
    });
  },
});

const serve = async (port, options) => {
  const server = await createServer({
    configFile: false,
    logLevel: 'warn',
    server: { host: '127.0.0.1', port },
    ...options,
  });
  await server.listen();
  return server.resolvedUrls.local[0];
};

/** The citizen's screen with hot reload, on the host that runs now. */
export const serveScreen = (port, launchAddress) =>
  serve(port, {
    root: inRoot('renderer'),
    plugins: [
      passOn('/call', launchAddress),
      passOn('/events', launchAddress),
      letIn(launchAddress),
      vue(),
    ],
  });

/** The officials' desk with hot reload, on the portal that runs now. */
export const serveDesk = (port, portal) =>
  serve(port, {
    root: inRoot('portal/desk'),
    base: '/desk/',
    plugins: [passOn('/desk/api', portal), vue()],
  });
