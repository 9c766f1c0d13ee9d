import { bakuDay } from '../../contract/domain/baku-time.ts';
import type { PublicEvent } from '../../contract/information.ts';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';

/** Published surveys as days of the calendar: from the first to the last day on which one can vote. */
export const surveyEvents = (manifests: readonly SurveyManifest[]): readonly PublicEvent[] =>
  manifests.map(({ surveyId, content: { authorityId, title }, times: { opens, closes } }) => {
    const from = bakuDay(opens);
    // Votes are taken until before this moment: at midnight the day before is the last one.
    const to = bakuDay(closes - 1);
    return {
      id: surveyId,
      kind: 'survey' as const,
      from,
      ...(to > from && { to }),
      authorityId,
      title,
      demonstration: false,
      surveyId,
    };
  });
