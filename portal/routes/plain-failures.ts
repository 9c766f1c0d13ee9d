import type { FastifyInstance } from 'fastify';
import { traceOf } from '../../contract/failure-trace.ts';
import type { PortalContext } from '../context.ts';
import { isDatabaseUnreachable } from '../db/transactions.ts';
import { clientStatusOf } from '../failure.ts';

const RETRY_AFTER = '10'; // seconds, when the database is away

const statusOf = (error: unknown): number => {
  const status = clientStatusOf(error) ?? 0;
  if (status >= 400) return status;
  return isDatabaseUnreachable(error) ? 503 : 500;
};

/** Pages and files that have no answer of their own for a failure: a bare status, and never what the error says. */
export const answerFailuresPlainly = (
  app: FastifyInstance,
  { log }: Pick<PortalContext, 'log'>,
): void => {
  app.setErrorHandler((error: unknown, request, reply) => {
    const status = statusOf(error);
    if (status === 500)
      log.error('page.route_failed', { route: request.routeOptions.url, ...traceOf(error) });
    if (status === 503) void reply.header('retry-after', RETRY_AFTER);
    return reply.code(status).send();
  });
};
