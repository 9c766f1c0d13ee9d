import * as v from 'valibot';
import { identifierSchema, isoDateSchema } from '../../contract/packs.ts';
import { askedPageSchema, pageOfSchema } from './paging.ts';

/** The idea bank at the desk: moderation of what was sent, and what became of what was published. */

const uuid = v.pipe(v.string(), v.uuid());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const words = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));

/** An idea that waits is a case of kind `idea`: opened, considered and declined like every other. */
export const ideaListSchema = v.strictObject({
  waiting: v.array(
    v.strictObject({
      caseId: uuid,
      registrationNumber: v.string(),
      registeredOn: isoDateSchema,
      answerBy: isoDateSchema,
    }),
  ),
  waitingPage: pageOfSchema,
  published: v.array(
    v.strictObject({
      ideaId: uuid,
      title: v.string(),
      direction: identifierSchema,
      publishedOn: isoDateSchema,
      withdrawnOn: v.optional(isoDateSchema),
      supports: count,
    }),
  ),
  publishedPage: pageOfSchema,
});
export type IdeaList = v.InferOutput<typeof ideaListSchema>;

/** Which pages of the two lists. */
const ideasQuerySchema = v.strictObject({ waiting: askedPageSchema, published: askedPageSchema });
export type IdeasQuery = v.InferOutput<typeof ideasQuerySchema>;

/** The words as everybody will read them: the moderator takes out names and numbers of persons. */
export const publishIdeaSchema = v.strictObject({
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  title: words(100),
  problem: words(700),
  proposal: words(700),
});
export type PublishIdea = v.InferOutput<typeof publishIdeaSchema>;

export const ideasDeskApi = {
  listIdeas: {
    method: 'GET',
    path: '/desk/api/ideas',
    query: ideasQuerySchema,
    reply: ideaListSchema,
  },
  /** Publishes the idea of a case and answers the case with that. */
  publishIdea: {
    method: 'POST',
    path: '/desk/api/cases/:caseId/idea',
    params: v.strictObject({ caseId: uuid }),
    query: ideasQuerySchema,
    body: publishIdeaSchema,
    reply: ideaListSchema,
  },
  /** Takes a published idea back; its supports are kept. */
  withdrawIdea: {
    method: 'POST',
    path: '/desk/api/ideas/:ideaId/withdraw',
    params: v.strictObject({ ideaId: uuid }),
    query: ideasQuerySchema,
    reply: ideaListSchema,
  },
} as const;

export const IDEAS_DESK_RIGHTS = {
  listIdeas: ['official'],
  publishIdea: ['official'],
  withdrawIdea: ['official'],
} as const satisfies Record<keyof typeof ideasDeskApi, readonly 'official'[]>;
