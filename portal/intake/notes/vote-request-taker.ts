import { ok } from '../../../contract/result.ts';
import { type VoteRequest, voteRequestSchema } from '../../../contract/voting/registrar.ts';
import { openSealed } from '../../seals/submission-seal.ts';
import { type NoteOutcome, noteTaker } from './note-taker.ts';

/** Requests for tokens: sealed to the registrar, whose answer goes back with the batch. What was asked is not kept. */
export const voteRequestTaker = noteTaker<VoteRequest>({
  prepare: ({ voting }, item) => {
    const opened = openSealed(item, voteRequestSchema, voting.registrar.sealingKeys);
    return opened.ok ? ok(opened.value) : opened;
  },
  take: async ({ voting }, tx, notes, { now }) => {
    const outcomes = new Map<string, NoteOutcome>();
    for (const { id, savedAt, content } of notes) {
      const arrival = { channel: 'kiosk', castAt: savedAt, now } as const;
      const answer = await voting.registrar.decide(tx, content, arrival);
      outcomes.set(
        id,
        answer.status === 'later' ? answer : { status: 'taken', answer: JSON.stringify(answer) },
      );
    }
    return outcomes;
  },
});
