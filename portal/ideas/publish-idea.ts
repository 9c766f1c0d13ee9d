import { IDEA_PUBLICATION, type PublishedIdea } from '../../contract/ideas.ts';
import type { Tx } from '../context.ts';
import { publish } from '../publications/publish.ts';

/** Tells the kiosks of an idea as it stands in the table; a withdrawn one is taken back. */
export const publishIdea = async (tx: Tx, ideaId: string): Promise<void> => {
  const idea = await tx
    .selectFrom('ideas')
    .selectAll()
    .where('id', '=', ideaId)
    .executeTakeFirstOrThrow();
  const body: PublishedIdea = {
    id: idea.id,
    authorityId: idea.authority_id,
    direction: idea.direction,
    language: idea.language,
    title: idea.title,
    problem: idea.problem,
    proposal: idea.proposal,
    publishedOn: idea.published_on,
    supports: idea.supports,
  };
  await publish(tx, {
    kind: IDEA_PUBLICATION,
    id: ideaId,
    body: idea.withdrawn_on === null ? body : null,
  });
};
