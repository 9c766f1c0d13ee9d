import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import * as v from 'valibot';
import {
  JOSE_MEDIA_TYPE,
  PROBLEM_TYPE_PREFIX,
  problemSchema,
  type ProblemName,
} from '../../contract/sync-protocol.ts';
import {
  BALLOT_RECEIPT_TYPE,
  BALLOT_ROUTE,
  ballotReceiptSchema,
  ballotSchema,
  MOST_BALLOT_BYTES,
} from '../../contract/voting/ballot.ts';
import type { PortalContext } from '../context.ts';
import { clientStatusOf, isErrorCode } from '../failure.ts';
import { PROBLEM_STATUS } from '../kiosks/kiosk-problem.ts';
import type { BallotBox } from '../voting/ballot-box/ballot-box.ts';
import { jsonSchemaOf } from './json-schema.ts';

const SCHEMA: FastifySchema = {
  operationId: 'castBallot',
  summary: 'Takes one ballot with its token; knows nothing of who sent it',
  description:
    'Sent without signature, cookie or any other sign of a kiosk or a person; requests that carry one are refused. ' +
    'The same ballot may come again and is answered in the same way.',
  tags: ['ballots'],
  consumes: ['application/json'],
  security: [],
  body: jsonSchemaOf(ballotSchema),
  response: {
    200: {
      description: 'The signed receipt',
      content: {
        [JOSE_MEDIA_TYPE]: {
          schema: {
            type: 'string',
            description: `Compact JWS, alg ES256, typ ${BALLOT_RECEIPT_TYPE}, by the ballot box's key of the manifest; contentSchema describes its payload.`,
            contentMediaType: 'application/json',
            contentSchema: jsonSchemaOf(ballotReceiptSchema),
          },
        },
      },
    },
    ...Object.fromEntries(
      (['bad-message', 'too-large', 'try-later'] as const).map((problem) => [
        String(PROBLEM_STATUS[problem]),
        {
          description: problem,
          content: { 'application/problem+json': { schema: jsonSchemaOf(problemSchema) } },
        },
      ]),
    ),
  },
};

/** Headers by which somebody could be known again. */
const TELLTALES = ['cookie', 'authorization', 'from', 'referer'] as const;

const sendProblem = (reply: FastifyReply, problem: ProblemName): FastifyReply =>
  reply
    .code(PROBLEM_STATUS[problem])
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `${PROBLEM_TYPE_PREFIX}${problem}`,
        title: problem.replaceAll('-', ' '),
        status: PROBLEM_STATUS[problem],
      }),
    );

const problemOf = (error: unknown): ProblemName | undefined => {
  if (isErrorCode(error, 'FST_ERR_CTP_BODY_TOO_LARGE')) return 'too-large';
  return clientStatusOf(error) === undefined ? undefined : 'bad-message';
};

/**
 * The one route of the ballot box. Nothing about a request is logged: neither address nor moment,
 * only that something of ours failed.
 */
export const ballotRoute =
  ({ db, clock, log }: Pick<PortalContext, 'db' | 'clock' | 'log'>, ballotBox: BallotBox) =>
  (app: FastifyInstance): Promise<void> => {
    app.setValidatorCompiler(() => () => true);
    app.setSerializerCompiler(() => JSON.stringify);
    app.setErrorHandler((error, _request, reply) => {
      const problem = problemOf(error);
      if (problem === undefined)
        log.error('ballot.route_failed', {
          error: error instanceof Error ? error.name : 'unknown',
        });
      return sendProblem(reply, problem ?? 'try-later');
    });
    app.post(
      BALLOT_ROUTE,
      { schema: SCHEMA, bodyLimit: MOST_BALLOT_BYTES },
      async (request: FastifyRequest, reply) => {
        if (TELLTALES.some((name) => request.headers[name] !== undefined))
          return sendProblem(reply, 'bad-message');
        const ballot = v.safeParse(ballotSchema, request.body);
        if (!ballot.success) return sendProblem(reply, 'bad-message');
        const receipt = await ballotBox.take(db, ballot.output, clock.now());
        return reply.type(JOSE_MEDIA_TYPE).send(receipt);
      },
    );
    return Promise.resolve();
  };
