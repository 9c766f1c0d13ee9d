import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { traceOf } from '../../contract/failure-trace.ts';
import {
  JOSE_MEDIA_TYPE,
  PROBLEM_TYPE_PREFIX,
  ROUTES,
  type Problem,
} from '../../contract/sync-protocol.ts';
import type { PortalContext } from '../context.ts';
import { isDatabaseUnreachable } from '../db/transactions.ts';
import { clientStatusOf, isErrorCode } from '../failure.ts';
import { takeBatch } from '../intake/take-batch.ts';
import { createTurns } from '../intake/turns.ts';
import { answerCaseLookup } from '../kiosks/case-lookup.ts';
import { enrol } from '../kiosks/enrolment.ts';
import { KioskProblem, PROBLEM_STATUS } from '../kiosks/kiosk-problem.ts';
import { answerPull } from '../kiosks/pull.ts';
import type { IdTokens } from '../people/id-tokens.ts';
import { answerPersonCases } from '../people/person-cases.ts';
import { acceptJoseBodies } from './jose-body.ts';
import { kioskRouteSchema } from './kiosk-schemas.ts';
import { createRateLimit, type PortalLimits } from './rate-limit.ts';

const RETRY_AFTER = 10; // seconds, when the database is away

const toKioskProblem = (error: unknown): KioskProblem | undefined => {
  if (error instanceof KioskProblem) return error;
  if (isErrorCode(error, 'FST_ERR_CTP_BODY_TOO_LARGE')) return new KioskProblem('too-large');
  if (clientStatusOf(error) !== undefined) return new KioskProblem('bad-message');
  return isDatabaseUnreachable(error) ? new KioskProblem('try-later', RETRY_AFTER) : undefined;
};

const sendProblem = (reply: FastifyReply, { problem, retryAfter }: KioskProblem): FastifyReply => {
  const body: Problem = {
    type: `${PROBLEM_TYPE_PREFIX}${problem}`,
    title: problem.replaceAll('-', ' '),
    status: PROBLEM_STATUS[problem],
  };
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
};

const answerErrors =
  ({ log }: PortalContext) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = toKioskProblem(error);
    if (known === undefined)
      log.error('kiosk.route_failed', { route: request.routeOptions.url, ...traceOf(error) });
    // A bug of ours must not make a kiosk set anything aside: it keeps its data and tries again.
    return sendProblem(reply, known ?? new KioskProblem('try-later', RETRY_AFTER));
  };

type Answer = (jws: string, request: FastifyRequest) => Promise<string>;

const addRoute = (app: FastifyInstance, name: keyof typeof ROUTES, answer: Answer): void => {
  app.post(
    ROUTES[name],
    { schema: kioskRouteSchema(name) },
    async (request: FastifyRequest, reply) => {
      if (typeof request.body !== 'string') throw new KioskProblem('bad-message');
      const jws = await answer(request.body, request);
      return reply.type(JOSE_MEDIA_TYPE).send(jws);
    },
  );
};

/** The routes of the kiosks. Their bodies are signed messages; failures are problem details. */
export const kioskRoutes =
  (context: PortalContext, limits: PortalLimits, idTokens: IdTokens | undefined) =>
  (app: FastifyInstance): Promise<void> => {
    const turns = createTurns();
    const lookups = createRateLimit(context.clock, limits.lookups);
    const people = createRateLimit(context.clock, limits.lookups);
    const enrolments = createRateLimit(context.clock, limits.enrolments);
    app.removeAllContentTypeParsers();
    acceptJoseBodies(app);
    // The schemas describe the routes; messages are parsed where their signature is checked.
    app.setValidatorCompiler(() => () => true);
    app.setSerializerCompiler(() => JSON.stringify);
    app.setErrorHandler(answerErrors(context));
    addRoute(app, 'enrol', (jws, { ip }) => {
      const wait = enrolments.take(ip);
      if (wait > 0) throw new KioskProblem('too-many-requests', Math.ceil(wait / 1000));
      return enrol(context, jws);
    });
    addRoute(app, 'batches', (jws) => takeBatch(context, turns, jws));
    addRoute(app, 'pull', (jws) => answerPull(context, jws));
    addRoute(app, 'caseLookup', (jws) => answerCaseLookup(context, lookups, jws));
    addRoute(app, 'personCases', (jws) => answerPersonCases(context, idTokens, people, jws));
    return Promise.resolve();
  };
