import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { NetworkError } from '../../../electron/core/ports.ts';
import type { NetworkRequest } from '../../../electron/core/ports.ts';
import { createNodeNetwork } from '../../../electron/node-ports/network.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

const get = (url: string, more: Partial<NetworkRequest> = {}): NetworkRequest => ({
  method: 'GET',
  url,
  headers: {},
  timeout: 5_000,
  maxAnswerBytes: 1_000,
  ...more,
});

describe('the network port', () => {
  it('carries a body there and an answer back', async () => {
    const url = await serve((request, response) => {
      request.pipe(response.setHeader('X-Kind', 'echo'));
    });
    const body = new TextEncoder().encode('salam ə');
    const answer = await createNodeNetwork().send(get(url, { method: 'POST', body }));
    expect(answer.status).toBe(200);
    expect(answer.headers['x-kind']).toBe('echo');
    expect(new TextDecoder().decode(answer.body)).toBe('salam ə');
  });

  it('hands a redirect back instead of following it', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect((await createNodeNetwork().send(get(url))).status).toBe(302);
    expect(asked).toEqual(['/']);
  });

  it('gives up on an answer longer than agreed', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(1_001)));
    await expect(createNodeNetwork().send(get(url))).rejects.toThrow(NetworkError);
  });

  it('takes an answer that was cut off for none', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(createNodeNetwork().send(get(url))).rejects.toThrow(NetworkError);
  });

  it('gives up when the answer does not end in time', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200);
      response.write('still ');
    });
    await expect(createNodeNetwork().send(get(url, { timeout: 50 }))).rejects.toThrow(NetworkError);
  });

  describe('given more time for each byte of the answer', () => {
    /** Ten bytes every 20 ms, so many times, and then silence or the end. */
    const serveSlowly = (pieces: number, ends: boolean) =>
      serve((_, response) => {
        response.writeHead(200);
        let said = 0;
        const timer = setInterval(() => {
          if ((said += 1) <= pieces) response.write('0123456789');
          else if (ends) response.end();
        }, 20);
        response.on('close', () => clearInterval(timer));
      });
    const slow = { timeout: 150, timeoutPerByte: 10 };

    it('waits for a slow answer while it comes', async () => {
      const answer = await createNodeNetwork().send(get(await serveSlowly(20, true), slow));
      expect(answer.body).toHaveLength(200);
    });

    it('gives up on one that has stopped coming', async () => {
      const began = performance.now();
      const sent = createNodeNetwork().send(get(await serveSlowly(3, false), slow));
      await expect(sent).rejects.toThrow(NetworkError);
      // 150 ms, and 10 for each of the 30 bytes.
      expect(performance.now() - began).toBeGreaterThan(440);
    });

    it('waits no longer for the first byte', async () => {
      const began = performance.now();
      const sent = createNodeNetwork().send(get(await serveSlowly(0, false), slow));
      await expect(sent).rejects.toThrow(NetworkError);
      expect(performance.now() - began).toBeLessThan(1_000);
    });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const url = await serve(() => {
      stop.abort();
    });
    const sent = createNodeNetwork().send(get(url, { signal: stop.signal }));
    await expect(sent).rejects.toThrow(NetworkError);
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'not a url', 'http://127.0.0.1:1/'])(
    'reports %s as no answer',
    async (url) => {
      await expect(createNodeNetwork().send(get(url))).rejects.toThrow(NetworkError);
    },
  );

  describe('with a proxy', () => {
    /** A proxy that tunnels to `target`, whatever name it is asked for. */
    const serveProxy = async (target: string, refuse = false) => {
      const asked: { readonly line: string; readonly credentials: string | undefined }[] = [];
      const proxy = createServer();
      servers.push(proxy);
      proxy.on('connect', (request, socket: Socket) => {
        const credentials = request.headers['proxy-authorization'];
        asked.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, credentials });
        if (refuse) {
          socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
          return;
        }
        const { hostname, port } = new URL(target);
        const far = connect(Number(port), hostname, () => {
          socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
          socket.pipe(far).pipe(socket);
        });
        for (const end of [socket, far]) end.on('error', () => far.destroy());
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      return { asked, url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    };

    it('reaches the portal through a tunnel, with the credentials for the proxy alone', async () => {
      const seen: (string | undefined)[] = [];
      const far = await serve((request, response) => {
        seen.push(request.headers['proxy-authorization']);
        response.end('salam');
      });
      const { asked, url } = await serveProxy(far);
      const network = createNodeNetwork({ url, user: 'köşk', password: 'ə:7' });
      const answer = await network.send(get('http://portal.example/x'));
      expect(new TextDecoder().decode(answer.body)).toBe('salam');
      const credentials = `Basic ${Buffer.from('köşk:ə:7').toString('base64')}`;
      expect(asked).toEqual([{ line: 'CONNECT portal.example:80', credentials }]);
      expect(seen).toEqual([undefined]);
    });

    it('uses a tunnel of its own for what must not be tied to other requests', async () => {
      const far = await serve((_, response) => response.end());
      const { asked, url } = await serveProxy(far);
      const network = createNodeNetwork({ url });
      for (const alone of [false, true, true, false])
        await network.send(get('http://portal.example/', { ...(alone && { alone }) }));
      // The two usual ones share a tunnel, each of the others has its own.
      expect(asked).toHaveLength(3);
    });

    it('never asks it for this very machine', async () => {
      const far = await serve((_, response) => response.end());
      const { asked, url } = await serveProxy(far);
      expect((await createNodeNetwork({ url }).send(get(far))).status).toBe(200);
      expect(asked).toEqual([]);
    });

    it('takes a proxy that refuses, or is not there, for a network that is down', async () => {
      const { url } = await serveProxy('http://127.0.0.1:9/', true);
      for (const proxy of [url, 'http://127.0.0.1:9'])
        await expect(
          createNodeNetwork({ url: proxy }).send(get('http://portal.example/')),
        ).rejects.toThrow(NetworkError);
    });
  });
});
