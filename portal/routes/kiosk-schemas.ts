import type { FastifySchema } from 'fastify';
import type { GenericSchema } from 'valibot';
import {
  batchReplySchema,
  batchSchema,
  caseLookupReplySchema,
  caseLookupSchema,
  enrolReplySchema,
  enrolRequestSchema,
  JOSE_MEDIA_TYPE,
  MESSAGE_TYPES,
  personCasesReplySchema,
  personCasesSchema,
  problemSchema,
  PROBLEMS,
  pullReplySchema,
  pullSchema,
  type ProblemName,
  type ROUTES,
} from '../../contract/sync-protocol.ts';
import { PROBLEM_STATUS } from '../kiosks/kiosk-problem.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';

interface Exchange {
  readonly summary: string;
  readonly request: readonly [typ: string, payload: GenericSchema];
  readonly reply: readonly [typ: string, payload: GenericSchema];
}

const EXCHANGES = {
  enrol: {
    summary: 'Registers a device by its one-time code',
    request: [MESSAGE_TYPES.enrolRequest, enrolRequestSchema],
    reply: [MESSAGE_TYPES.enrolReply, enrolReplySchema],
  },
  batches: {
    summary: 'Takes a batch of sealed submissions, each exactly once',
    request: [MESSAGE_TYPES.batch, batchSchema],
    reply: [MESSAGE_TYPES.batchReply, batchReplySchema],
  },
  pull: {
    summary: "What is new about this kiosk's cases",
    request: [MESSAGE_TYPES.pull, pullSchema],
    reply: [MESSAGE_TYPES.pullReply, pullReplySchema],
  },
  caseLookup: {
    summary: 'The sealed state of a case that was submitted anywhere',
    request: [MESSAGE_TYPES.caseLookup, caseLookupSchema],
    reply: [MESSAGE_TYPES.caseLookupReply, caseLookupReplySchema],
  },
  personCases: {
    summary: 'All cases of a person who has signed in at the kiosk, sealed to that session',
    request: [MESSAGE_TYPES.personCases, personCasesSchema],
    reply: [MESSAGE_TYPES.personCasesReply, personCasesReplySchema],
  },
} as const satisfies Record<keyof typeof ROUTES, Exchange>;

const signedText = ([typ, payload]: Exchange['request']): JsonSchema => ({
  type: 'string',
  description: `Compact JWS, alg ES256, typ ${typ}; contentSchema describes its payload.`,
  contentMediaType: 'application/json',
  contentSchema: jsonSchemaOf(payload),
});

const problemNames = Object.keys(PROBLEMS) as ProblemName[];

const problemResponses = (): Record<string, JsonSchema> => {
  const schema = jsonSchemaOf(problemSchema);
  const statuses = [...new Set(Object.values(PROBLEM_STATUS))];
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: problemNames.filter((name) => PROBLEM_STATUS[name] === status).join(', '),
        content: { 'application/problem+json': { schema } },
      },
    ]),
  );
};

/** What OpenAPI says about a kiosk route. */
export const kioskRouteSchema = (name: keyof typeof ROUTES): FastifySchema => {
  const { summary, request, reply }: Exchange = EXCHANGES[name];
  return {
    operationId: name,
    summary,
    tags: ['kiosk'],
    consumes: [JOSE_MEDIA_TYPE],
    body: signedText(request),
    response: {
      200: {
        description: 'The signed answer',
        content: { [JOSE_MEDIA_TYPE]: { schema: signedText(reply) } },
      },
      ...problemResponses(),
    },
  };
};
