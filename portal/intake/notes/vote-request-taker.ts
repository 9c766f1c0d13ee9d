import { ok } from '../../../contract/result.ts';
import { type VoteRequest, voteRequestSchema } from '../../../contract/voting/registrar.ts';
import { openSealed } from '../../seals/submission-seal.ts';
import type { ProofState } from '../../voting/registrar/identity.ts';
import type { Arrival } from '../../voting/registrar/registrar.ts';
import { type FreshNote, type NoteOutcome, noteTaker } from './note-taker.ts';

/** A request, and what the sign-in's provider let know of it. */
interface HeardRequest {
  readonly request: VoteRequest;
  readonly proof: ProofState;
}

const arrivalOf = ({ savedAt }: FreshNote, now: number): Arrival => ({
  channel: 'kiosk',
  castAt: savedAt,
  now,
});

/** Requests for tokens: sealed to the registrar, whose answer goes back with the batch. What was asked is not kept. */
export const voteRequestTaker = noteTaker<HeardRequest>({
  prepare: ({ voting }, item) => {
    const opened = openSealed(item, voteRequestSchema, voting.registrar.sealingKeys);
    return opened.ok ? ok({ request: opened.value, proof: 'later' }) : opened;
  },
  inquire: async ({ db, voting }, note, now) => {
    const { request } = note.content;
    const proof = await voting.registrar.askForProof(db, request, arrivalOf(note, now));
    return { request, proof };
  },
  take: async ({ voting }, tx, notes, { now }) => {
    const outcomes = new Map<string, NoteOutcome>();
    for (const note of notes) {
      const { request, proof } = note.content;
      const answer = await voting.registrar.decide(tx, request, arrivalOf(note, now), proof);
      outcomes.set(
        note.id,
        answer.status === 'later' ? answer : { status: 'taken', answer: JSON.stringify(answer) },
      );
    }
    return outcomes;
  },
});
