import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** File names that carry a hash of their content never change. */
const isHashed = (path: string): boolean => /[\\/]assets[\\/]/.test(path);

/**
 * Serves the built desk under /desk/. Paths that name no file are the desk's own pages and get its
 * index; a path with an extension that is not there is 404. Throws when the desk was not built.
 */
export const serveDesk =
  (folder: string) =>
  async (app: FastifyInstance): Promise<void> => {
    const index = await readFile(join(folder, 'index.html'), 'utf8');
    await app.register(fastifyStatic, {
      root: folder,
      prefix: '/desk/',
      index: 'index.html',
      wildcard: false,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (response, path) => {
        const value = isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
        response.setHeader('cache-control', value);
      },
    });
    const hidden = { schema: { hide: true } };
    app.get('/', hidden, (_request, reply) => reply.redirect('/desk/'));
    app.get('/desk', hidden, (_request, reply) => reply.redirect('/desk/'));
    app.get('/desk/*', hidden, (request, reply) => {
      const path = request.url.split('?')[0] ?? '';
      if (path.startsWith('/desk/api/') || /\.[a-z0-9]+$/i.test(path)) reply.callNotFound();
      else
        void reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(index);
    });
  };
