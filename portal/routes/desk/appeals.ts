import type { PortalContext } from '../../context.ts';
import type { feedbackDeskApi } from '../../desk-api/feedback.ts';
import type { ideasDeskApi } from '../../desk-api/ideas.ts';
import { readFeedback } from '../../feedback/read-feedback.ts';
import { createIdeaDesk } from '../../ideas/idea-desk.ts';
import { authorityOf } from '../../officials/authority-of.ts';
import type { DeskHandlers } from '../desk-endpoint.ts';

type Handlers = Pick<DeskHandlers, keyof typeof ideasDeskApi | keyof typeof feedbackDeskApi>;

/** Idea bank and feedback at the desk: always of the official's own authority. */
export const appealHandlers = (context: PortalContext): Handlers => {
  const ideas = createIdeaDesk(context);
  return {
    listIdeas: ({ session, query }) => ideas.list(authorityOf(session.official), query),
    publishIdea: async ({ session, params, query, body }) => {
      await ideas.publish(params.caseId, body, session.official);
      return ideas.list(authorityOf(session.official), query);
    },
    withdrawIdea: async ({ session, params, query }) => {
      const authorityId = authorityOf(session.official);
      await ideas.withdraw(params.ideaId, authorityId);
      return ideas.list(authorityId, query);
    },
    readFeedback: ({ session, query }) =>
      readFeedback(context, { ...query, authorityId: authorityOf(session.official) }),
  };
};
