import { reviewPack } from '../../../contract/domain/pack-review.ts';
import { smallService, type RawQuestion, type RawService } from './small-service.ts';

const context = { today: '2026-11-23', authorityIds: new Set(['az-mas']) };

/** What the review says, a line for each finding. */
export const said = (pack: unknown): readonly string[] =>
  reviewPack(pack, context).map(({ level, path, reason }) => `${level} at ${path}: ${reason}`);

/** What the review says of the small service after a change. */
export const saidAfter = (
  change: (pack: RawService) => void,
  ...questions: RawQuestion[]
): readonly string[] => {
  const pack = smallService(...questions);
  change(pack);
  return said(pack);
};
