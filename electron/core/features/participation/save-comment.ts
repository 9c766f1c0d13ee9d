import { COMMENT_KIND, type SurveyComment } from '../../../../contract/participation.ts';
import type { MethodResult } from '../../../../contract/kiosk-api.ts';
import { fail, ok } from '../../../../contract/result.ts';
import { PROTOCOL_VERSION } from '../../../../contract/sync-protocol.ts';
import type { Ids } from '../../ports.ts';
import { sealSubmission } from '../../sealing/seal-submission.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';
import { createTokenBucket } from '../../token-bucket.ts';

type Remark = Pick<SurveyComment, 'surveyId' | 'language' | 'text'>;
export type SaveComment = (remark: Remark) => Promise<MethodResult<'surveys.comment'>>;

export interface SaveCommentOptions {
  readonly queue: Pick<SubmissionQueue, 'sealingKey' | 'saveNotes'>;
  readonly ids: Ids;
  readonly now: () => number;
  readonly monotonic: () => number;
}

/** Ten at once and one a minute: enough for a queue of people, too slow to flood an authority. */
const BURST = 10;
const PER_SECOND = 1 / 60;
const DAY = 24 * 60 * 60_000;

/**
 * Puts a remark on disk, sealed. Its moment is that of the day's beginning: a remark must not say
 * which vote was cast a minute before.
 */
export const createSaveComment = ({
  queue,
  ids,
  now,
  monotonic,
}: SaveCommentOptions): SaveComment => {
  const bucket = createTokenBucket(BURST, PER_SECOND, monotonic);
  return async (remark) => {
    const key = queue.sealingKey();
    if (key === undefined) return fail('not_set_up');
    const wait = bucket.take();
    if (wait > 0) return fail('too_many', { retryAfterMs: wait });
    const id = ids.next();
    const content = { v: PROTOCOL_VERSION, id, kind: COMMENT_KIND, ...remark } as const;
    const savedAt = Math.floor(now() / DAY) * DAY;
    await queue.saveNotes([
      { id, kind: COMMENT_KIND, savedAt, sealed: await sealSubmission(content, key) },
    ]);
    return ok(null);
  };
};
