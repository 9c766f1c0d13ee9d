import { bakuDay } from '../../contract/domain/baku-time.ts';
import type { Language } from '../../contract/languages.ts';
import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import { changeCase } from '../cases/change-case.ts';
import { unsealCase } from '../cases/open-case.ts';
import type { PortalContext, Tx } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import type { IdeaList, IdeasQuery, PublishIdea } from '../desk-api/ideas.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import type { OfficialRecord } from '../officials/officials.ts';
import { listIdeas } from './list-ideas.ts';
import { publishIdea } from './publish-idea.ts';

/** What the citizen reads in the case, in the language of the idea. */
const PUBLISHED: Readonly<Record<Language, string>> = {
  az: 'İdeyanız ideya bankında yayımlandı. Onu hamı oxuya və dəstəkləyə bilər.',
  ru: 'Ваша идея опубликована в банке идей. Её может прочитать и поддержать каждый.',
  en: 'Your idea is published in the idea bank. Everybody can read and support it.',
};

export interface IdeaDesk {
  list(authorityId: string, query: IdeasQuery): Promise<IdeaList>;
  /** Throws `DeskProblemError` not-found for what is no idea, changed-meanwhile as `changeCase` does. */
  publish(caseId: string, words: PublishIdea, official: OfficialRecord): Promise<void>;
  withdraw(ideaId: string, authorityId: string): Promise<void>;
}

const addIdea = async (
  tx: Tx,
  { id, language, answers }: SubmissionContent,
  { title, problem, proposal }: PublishIdea,
  authorityId: string,
  today: string,
): Promise<void> => {
  const direction = answers['direction'];
  await tx
    .insertInto('ideas')
    .values({
      id,
      authority_id: authorityId,
      direction: typeof direction === 'string' ? direction : 'other',
      language,
      title,
      problem,
      proposal,
      published_on: today,
      withdrawn_on: null,
      supports: 0,
    })
    .execute();
  await publishIdea(tx, id);
};

export const createIdeaDesk = (context: PortalContext): IdeaDesk => ({
  list: (authorityId, query) => listIdeas(context.db, authorityId, query),
  publish: async (caseId, words, official) => {
    const { content, record } = await unsealCase(context, caseId, official);
    if (content.kind !== 'idea') throw new DeskProblemError('not-found');
    const today = bakuDay(context.clock.now());
    const answer = { to: 'answered', rev: words.rev, text: PUBLISHED[content.language] } as const;
    await changeCase(context, caseId, official, answer, (tx) =>
      // Of the authority that has the case now: it may have been forwarded.
      addIdea(tx, content, words, record.authority_id, today),
    );
  },
  withdraw: (ideaId, authorityId) =>
    inTransaction(context.db, async (tx) => {
      const idea = await tx
        .updateTable('ideas')
        .set({ withdrawn_on: bakuDay(context.clock.now()) })
        .where('id', '=', ideaId)
        .where('authority_id', '=', authorityId)
        .where('withdrawn_on', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (idea === undefined) throw new DeskProblemError('not-found');
      await publishIdea(tx, ideaId);
    }),
});
