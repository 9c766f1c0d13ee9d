import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { DESK_COOKIE } from '../officials/sessions.ts';

/** OpenAPI 3.1, generated from the routes themselves; served as /openapi.json. Register before the routes. */
export const describeRoutes = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'asan-kiosk portal',
        description:
          'Kiosk routes carry signed messages (JWS); desk routes are for the officials’ web desk.',
        version: '1',
      },
      components: {
        securitySchemes: { desk: { type: 'apiKey', in: 'cookie', name: DESK_COOKIE } },
      },
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
};
