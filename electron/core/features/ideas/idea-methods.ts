import { startOfBakuDay } from '../../../../contract/domain/baku-time.ts';
import { randomUuid } from '../../../../contract/domain/random-uuid.ts';
import {
  IDEA_PUBLICATION,
  publishedIdeaSchema,
  type IdeaSupport,
} from '../../../../contract/ideas.ts';
import type { SupportNote } from '../../../../contract/notes/support.ts';
import { fail, ok } from '../../../../contract/result.ts';
import { PROTOCOL_VERSION } from '../../../../contract/sync-protocol.ts';
import type { KioskTime } from '../../kiosk-time.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Random } from '../../ports.ts';
import type { Publications } from '../../publications.ts';
import { sealSubmission } from '../../sealing/seal-submission.ts';
import type { Citizen } from '../../session.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';

export interface IdeaOptions {
  readonly publications: Pick<Publications, 'read'>;
  readonly queue: Pick<SubmissionQueue, 'sealingKey' | 'saveNotes'>;
  readonly time: Pick<KioskTime, 'today'>;
  readonly random: Random;
  /** FIN of a person whose identity was checked; undefined for one who only said so. */
  readonly checkedFin: (citizen: Citizen) => string | undefined;
}

/** What one visit has done in the idea bank, in memory only. */
interface Visit {
  readonly mark: string;
  readonly supported: Map<string, Promise<void>>;
}

/** Bytes of a visit's mark. */
const MARK = 16;

/** Reading the idea bank and supporting what is in it. */
export const createIdeaMethods = (options: IdeaOptions): HandlersOf<'ideas'> => {
  const { publications, queue, time, random, checkedFin } = options;
  const visits = new WeakMap<Citizen, Visit>();
  const visitOf = (citizen: Citizen): Visit => {
    const known = visits.get(citizen);
    if (known !== undefined) return known;
    const mark = Buffer.from(random.bytes(MARK)).toString('base64url');
    const visit = { mark, supported: new Map<string, Promise<void>>() };
    visits.set(citizen, visit);
    return visit;
  };
  const ideas = () => publications.read(IDEA_PUBLICATION, publishedIdeaSchema);

  const save = async (
    key: Parameters<typeof sealSubmission>[1],
    note: SupportNote,
  ): Promise<void> => {
    const sealed = await sealSubmission(note, key);
    const savedAt = startOfBakuDay(time.today());
    await queue.saveNotes([{ id: note.id, kind: 'support', savedAt, sealed }]);
  };

  return {
    'ideas.list': (_, { citizen }) => {
      const { supported } = visitOf(citizen);
      return ok(
        [...ideas().values()].map((idea) => ({ ...idea, supported: supported.has(idea.id) })),
      );
    },
    'ideas.support': async ({ ideaId }, { citizen }) => {
      if (!ideas().has(ideaId)) return fail('not_found');
      const key = queue.sealingKey();
      if (key === undefined) return fail('not_set_up');
      const { mark, supported } = visitOf(citizen);
      const fin = checkedFin(citizen);
      const once: SupportNote['once'] =
        fin === undefined ? { by: 'visit', mark } : { by: 'person', fin };
      const head = {
        v: PROTOCOL_VERSION,
        id: randomUuid(random.bytes(16)),
        kind: 'support',
      } as const;
      // The promise is there before the first wait, so that two taps make one note.
      const saving = supported.get(ideaId) ?? save(key, { ...head, ideaId, once });
      supported.set(ideaId, saving);
      try {
        await saving;
      } catch (error) {
        supported.delete(ideaId);
        throw error;
      }
      return ok({ once: once.by } satisfies IdeaSupport);
    },
  };
};
