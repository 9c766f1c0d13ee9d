import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import * as v from 'valibot';
import type { PortalContext } from '../context.ts';
import {
  DESK_PROBLEMS,
  DESK_RIGHTS,
  deskApi,
  deskProblemSchema,
  type DeskAction,
  type DeskApi,
  type DeskProblemName,
} from '../desk-api.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import { DESK_COOKIE, findSession, type DeskSession } from '../officials/sessions.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';

type PartName = 'params' | 'query' | 'body';
type Part<A extends DeskAction, P extends PartName> =
  DeskApi[A] extends Record<P, infer S extends v.GenericSchema> ? v.InferOutput<S> : undefined;
type ReplyOf<A extends DeskAction> =
  DeskApi[A] extends Record<'reply', infer S extends v.GenericSchema>
    ? v.InferOutput<S>
    : undefined;
type SessionOf<A extends DeskAction> = A extends 'signIn' ? undefined : DeskSession;

export interface DeskCall<A extends DeskAction> {
  readonly session: SessionOf<A>;
  readonly params: Part<A, 'params'>;
  readonly query: Part<A, 'query'>;
  readonly body: Part<A, 'body'>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
export type DeskHandler<A extends DeskAction> = (call: DeskCall<A>) => Promise<ReplyOf<A>>;
export type DeskHandlers = { readonly [A in DeskAction]: DeskHandler<A> };

interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly params?: v.GenericSchema;
  readonly query?: v.GenericSchema;
  readonly body?: v.GenericSchema;
  readonly reply?: v.GenericSchema;
}

const parsePart = (schema: v.GenericSchema | undefined, input: unknown): unknown => {
  if (schema === undefined) return undefined;
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const fields = parsed.issues.slice(0, 20).map((issue) => ({
    field: v.getDotPath(issue) ?? '',
    rule: issue.type,
  }));
  throw new DeskProblemError('bad-input', { fields });
};

const parseParams = (schema: v.GenericSchema | undefined, input: unknown): unknown => {
  if (schema === undefined) return undefined;
  const parsed = v.safeParse(schema, input);
  if (!parsed.success) throw new DeskProblemError('not-found'); // an id that cannot exist
  return parsed.output;
};

/** Who asks, if the role may do this. Throws `DeskProblemError`: signed-out or not-allowed. */
export const authorise = async (
  context: PortalContext,
  action: DeskAction,
  request: FastifyRequest,
): Promise<DeskSession | undefined> => {
  const rights: readonly string[] = DESK_RIGHTS[action];
  if (rights.includes('anyone')) return undefined;
  const token = request.cookies[DESK_COOKIE];
  const session = token === undefined ? undefined : await findSession(context, token);
  if (session === undefined) throw new DeskProblemError('signed-out');
  if (!rights.includes(session.official.role)) throw new DeskProblemError('not-allowed');
  return session;
};

const problemNames = Object.keys(DESK_PROBLEMS) as DeskProblemName[];

/** What a route of the desk may answer instead, for the description of the API. */
export const problemResponses = (): Record<string, JsonSchema> => {
  const schema = jsonSchemaOf(deskProblemSchema);
  return Object.fromEntries(
    [...new Set(Object.values(DESK_PROBLEMS))].map((status) => [
      String(status),
      {
        description: problemNames.filter((name) => DESK_PROBLEMS[name] === status).join(', '),
        content: { 'application/problem+json': { schema } },
      },
    ]),
  );
};

const successResponse = (reply: v.GenericSchema | undefined): Record<string, JsonSchema> =>
  reply === undefined
    ? { 204: { description: 'Done', type: 'null' } }
    : { 200: { description: 'Done', ...jsonSchemaOf(reply) } };

const describe = (action: DeskAction, route: Route): FastifySchema => ({
  operationId: action,
  tags: ['desk'],
  description: `Roles: ${DESK_RIGHTS[action].join(', ')}`,
  security: action === 'signIn' ? [] : [{ desk: [] }],
  ...(route.params === undefined ? {} : { params: jsonSchemaOf(route.params) }),
  ...(route.query === undefined ? {} : { querystring: jsonSchemaOf(route.query) }),
  ...(route.body === undefined ? {} : { body: jsonSchemaOf(route.body) }),
  response: { ...successResponse(route.reply), ...problemResponses() },
});

/**
 * Adds one route of the desk: who it is and what the role may do is decided first, then the input is
 * parsed, then the handler runs; its answer must have the promised shape, so that nothing slips out
 * with it.
 */
export const addDeskEndpoint = <A extends DeskAction>(
  app: FastifyInstance,
  context: PortalContext,
  action: A,
  handler: DeskHandler<A>,
): void => {
  const route: Route = deskApi[action];
  app.route({
    method: route.method,
    url: route.path,
    schema: describe(action, route),
    handler: async (request, reply) => {
      const session = await authorise(context, action, request);
      const call = {
        session,
        params: parseParams(route.params, request.params),
        query: parsePart(route.query, request.query),
        body: parsePart(route.body, request.body),
        request,
        reply,
      } as DeskCall<A>; // each part was parsed with the very schema that its type is made from
      const answer = await handler(call);
      if (route.reply === undefined) return reply.code(204).send();
      return reply.type('application/json').send(JSON.stringify(v.parse(route.reply, answer)));
    },
  });
};
