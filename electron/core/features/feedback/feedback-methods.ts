import { startOfBakuDay } from '../../../../contract/domain/baku-time.ts';
import { toPlainText } from '../../../../contract/domain/plain-text.ts';
import { randomUuid } from '../../../../contract/domain/random-uuid.ts';
import type { FeedbackNote } from '../../../../contract/notes/feedback.ts';
import { fail, ok } from '../../../../contract/result.ts';
import { PROTOCOL_VERSION } from '../../../../contract/sync-protocol.ts';
import type { Counters } from '../../counters.ts';
import type { KioskTime } from '../../kiosk-time.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Packs } from '../../packs/load-packs.ts';
import type { Random } from '../../ports.ts';
import { sealSubmission } from '../../sealing/seal-submission.ts';
import type { Citizen } from '../../session.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';

export interface FeedbackOptions {
  readonly packs: Packs;
  readonly time: Pick<KioskTime, 'today'>;
  readonly random: Random;
  readonly queue: Pick<SubmissionQueue, 'sealingKey' | 'saveNotes'>;
  readonly counters: Pick<Counters, 'note'>;
  readonly ownAuthorityId: string;
}

/** The kiosk as a whole, beside its services. */
const KIOSK = 'kiosk';
/** One visit has no more to say: the others would be play. */
const MOST_RATINGS = 10;

/** Ratings without a person: nothing in the note, its id or its time leads back to who gave it. */
export const createFeedbackMethods = (options: FeedbackOptions): HandlersOf<'feedback'> => {
  const { packs, time, random, queue, counters, ownAuthorityId } = options;
  const given = new WeakMap<Citizen, number>();
  const knows = (about: string, authorityId: string): boolean =>
    (about === KIOSK || packs.services.has(about)) &&
    packs.authorities.some(({ id }) => id === authorityId);

  return {
    'feedback.give': async ({ authorityId = ownAuthorityId, text, ...feedback }, { citizen }) => {
      const count = given.get(citizen) ?? 0;
      if (count >= MOST_RATINGS) return fail('too_many');
      if (!knows(feedback.about, authorityId)) return fail('not_found');
      const key = queue.sealingKey();
      if (key === undefined) return fail('not_set_up');
      given.set(citizen, count + 1);
      const note: FeedbackNote = {
        v: PROTOCOL_VERSION,
        id: randomUuid(random.bytes(16)),
        kind: 'feedback',
        ...feedback,
        authorityId,
        text: toPlainText(text),
        language: citizen.language,
        day: time.today(),
      };
      const sealed = await sealSubmission(note, key);
      const savedAt = startOfBakuDay(note.day);
      await queue.saveNotes([{ id: note.id, kind: 'feedback', savedAt, sealed }]);
      counters.note('ratings', String(note.rating));
      return ok(null);
    },
  };
};
