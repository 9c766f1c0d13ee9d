import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { traceOf } from '../../contract/failure-trace.ts';
import type { PortalContext } from '../context.ts';
import { isDatabaseUnreachable } from '../db/transactions.ts';
import { DESK_PROBLEM_TYPE_PREFIX, type DeskProblem } from '../desk-api.ts';
import { clientStatusOf, isErrorCode } from '../failure.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';

/** PostgreSQL: text with a NUL, which its columns cannot hold. */
const UNSTORABLE_TEXT = '22021';
const SAFE_METHODS = ['GET', 'HEAD'];

/**
 * Whether a request that changes something came from the desk's own page. Browsers send Origin with
 * every such request and scripts cannot forge it; the session's cookie is SameSite=Strict besides.
 */
export const isOwnOrigin = (
  origin: string | undefined,
  host: string | undefined,
  publicOrigin: string | undefined,
): boolean => {
  if (origin === undefined) return false;
  if (publicOrigin !== undefined) return origin === publicOrigin;
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
};

const toDeskProblem = (error: unknown): DeskProblemError => {
  if (error instanceof DeskProblemError) return error;
  if (isErrorCode(error, 'FST_ERR_CTP_BODY_TOO_LARGE')) return new DeskProblemError('too-large');
  if (clientStatusOf(error) !== undefined || isErrorCode(error, UNSTORABLE_TEXT))
    return new DeskProblemError('bad-input');
  if (isDatabaseUnreachable(error)) return new DeskProblemError('try-later', { retryAfter: 10 });
  return new DeskProblemError('internal');
};

const sendProblem = (reply: FastifyReply, error: DeskProblemError): FastifyReply => {
  const { problem, status, extras } = error;
  const body: DeskProblem = {
    type: `${DESK_PROBLEM_TYPE_PREFIX}${problem}`,
    title: problem.replaceAll('-', ' '),
    status,
    ...extras,
  };
  if (extras.retryAfter !== undefined) void reply.header('retry-after', String(extras.retryAfter));
  return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
};

/** Origin check, no caching and problem details for everything under the desk's API. */
export const guardDesk = (
  app: FastifyInstance,
  { log }: Pick<PortalContext, 'log'>,
  publicOrigin: string | undefined,
): void => {
  app.addHook('onRequest', (request: FastifyRequest, reply, done) => {
    void reply.header('cache-control', 'no-store');
    const { origin, host } = request.headers;
    const isWelcome =
      SAFE_METHODS.includes(request.method) || isOwnOrigin(origin, host, publicOrigin);
    done(isWelcome ? undefined : new DeskProblemError('foreign-origin'));
  });
  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = toDeskProblem(error);
    if (problem.problem === 'internal')
      log.error('desk.route_failed', { route: request.routeOptions.url, ...traceOf(error) });
    return sendProblem(reply, problem);
  });
};
