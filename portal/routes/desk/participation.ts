import type { PortalContext } from '../../context.ts';
import { authorityOf } from '../../officials/authority-of.ts';
import type { DeskSession } from '../../officials/sessions.ts';
import { createSurveyDesk, type Worker } from '../../participation/survey-desk.ts';
import { createTopicDesk } from '../../participation/topic-desk.ts';
import type { participationDeskApi } from '../../desk-api/participation.ts';
import type { Surveys } from '../../voting/surveys.ts';
import type { DeskHandlers } from '../desk-endpoint.ts';

type ParticipationHandlers = Pick<DeskHandlers, keyof typeof participationDeskApi>;

const workerOf = ({ official }: DeskSession): Worker => ({
  official,
  authorityId: authorityOf(official),
});

/** Topics and surveys at the desk: always of the official's own authority. */
export const participationHandlers = (
  context: PortalContext,
  surveys: Surveys,
): ParticipationHandlers => {
  const topics = createTopicDesk(context);
  const desk = createSurveyDesk({ context, surveys });
  return {
    listTopics: ({ session, query }) => topics.list(query.page, workerOf(session)),
    openTopic: ({ session, params }) => topics.open(params.topicId, workerOf(session)),
    approveTopic: ({ session, params, body }) =>
      topics.approve(params.topicId, body, workerOf(session)),
    returnTopic: ({ session, params, body }) =>
      topics.refuse(params.topicId, { kind: 'returned', ...body }, workerOf(session)),
    declineTopic: ({ session, params, body }) =>
      topics.refuse(params.topicId, { kind: 'declined', ...body }, workerOf(session)),
    listSurveys: ({ session, query }) => desk.list(query.page, workerOf(session)),
    openSurvey: ({ session, params }) => desk.open(params.draftId, workerOf(session)),
    createSurvey: ({ session, body: { topicId, ...draft } }) =>
      desk.create(draft, topicId, workerOf(session)),
    saveSurvey: ({ session, params, body: { rev, ...draft } }) =>
      desk.save(params.draftId, rev, draft, workerOf(session)),
    submitSurvey: ({ session, params, body }) =>
      desk.submit(params.draftId, body.rev, workerOf(session)),
    sendBackSurvey: ({ session, params, body }) =>
      desk.sendBack(params.draftId, body.rev, body.remark, workerOf(session)),
    publishSurvey: ({ session, params, body }) =>
      desk.publish(params.draftId, body.rev, workerOf(session)),
    closeSurvey: ({ session, params, body }) =>
      desk.closeEarly(params.draftId, body.reason, workerOf(session)),
    decideSurvey: ({ session, params, body }) =>
      desk.decide(params.draftId, body, workerOf(session)),
  };
};
