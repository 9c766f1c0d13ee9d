import { attachmentTaker } from './attachment.ts';
import { feedbackTaker } from './feedback-taker.ts';
import { messageTaker } from './message.ts';
import type { NoteTakers } from './note-taker.ts';
import { supportTaker } from './support-taker.ts';
import { surveyComments } from './survey-comment.ts';
import { voteRequestTaker } from './vote-request-taker.ts';

/** Who takes which kind of note; a kind that nobody takes is refused as bad content. */
export const NOTE_TAKERS: NoteTakers = {
  attachment: attachmentTaker,
  feedback: feedbackTaker,
  message: messageTaker,
  support: supportTaker,
  'vote-auth': voteRequestTaker,
  'survey-comment': surveyComments,
};
