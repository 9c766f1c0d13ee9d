import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { unsealCase } from '../../cases/open-case.ts';
import type { PortalContext } from '../../context.ts';
import { readDocument } from '../../documents/case-documents.ts';
import { DeskProblemError } from '../../officials/desk-problem.ts';
import { authorise, problemResponses } from '../desk-endpoint.ts';

const uuid = v.pipe(v.string(), v.uuid());
const paramsSchema = v.object({ caseId: uuid, fileId: uuid });

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'application/pdf': 'pdf' };

const FILES = Object.fromEntries(
  Object.keys(ENDINGS).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
);

/**
 * What a citizen sent is hostile until shown otherwise: a picture is shown and nothing else, a PDF
 * is only ever downloaded, and neither may run, frame or load anything in the desk's name.
 */
const guarded = (mediaType: string, fileId: string): Readonly<Record<string, string>> => ({
  'content-type': mediaType,
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'content-disposition': `${mediaType === 'image/jpeg' ? 'inline' : 'attachment'}; filename="${fileId}.${ENDINGS[mediaType] ?? 'bin'}"`,
});

/** A file of a case of the official's own authority. */
export const addCaseDocument = (app: FastifyInstance, context: PortalContext): void => {
  app.get(
    '/desk/api/cases/:caseId/documents/:fileId',
    {
      schema: {
        operationId: 'caseDocument',
        tags: ['desk'],
        description: 'Roles: official. A picture, or a PDF as a download.',
        security: [{ desk: [] }],
        response: {
          200: { description: 'The file', content: FILES },
          ...problemResponses(),
        },
      },
    },
    async (request, reply) => {
      const session = await authorise(context, 'openCase', request);
      const params = v.safeParse(paramsSchema, request.params);
      if (session === undefined || !params.success) throw new DeskProblemError('not-found');
      const { caseId, fileId } = params.output;
      const { content } = await unsealCase(context, caseId, session.official);
      const { bytes, mediaType } = await readDocument(context, content, fileId);
      return reply.headers(guarded(mediaType, fileId)).send(bytes);
    },
  );
};
