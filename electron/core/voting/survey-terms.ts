import { isDeepStrictEqual } from 'node:util';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';

/** Closed early, once, with all later moments moved by the same time (docs/voting.md, the rule of times, 5). */
const isClosedEarly = (before: SurveyManifest, after: SurveyManifest): boolean => {
  const earlier = before.times.closes - after.times.closes;
  return (
    earlier > 0 &&
    before.closedEarly === undefined &&
    after.closedEarly?.announcedCloses === before.times.closes &&
    after.times.opens === before.times.opens &&
    before.times.graceUntil - after.times.graceUntil === earlier &&
    before.times.ballotsUntil - after.times.ballotsUntil === earlier
  );
};

/**
 * Whether a manifest may follow the one that was accepted before. The published rule allows one
 * change of a running survey, its early closing: questions and size of batches stay, and nothing is
 * opened again.
 */
export const mayFollow = (before: SurveyManifest, after: SurveyManifest): boolean => {
  if (after.rev === before.rev) return isDeepStrictEqual(after, before);
  return (
    after.rev > before.rev &&
    isDeepStrictEqual(after.content, before.content) &&
    isClosedEarly(before, after)
  );
};
