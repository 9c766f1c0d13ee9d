import type {
  PublishedDecision,
  PublishedTopic,
  SurveyResults,
  SurveySummary,
  SurveyView,
} from '../../../../contract/participation.ts';
import type { Board } from '../../../../contract/voting/board.ts';
import { surveyPhase, type SurveyManifest } from '../../../../contract/voting/manifest.ts';
import type { Names } from './names.ts';

/** What was published about one survey. */
export interface KnownSurvey {
  readonly manifest: SurveyManifest;
  readonly board?: Board | undefined;
  readonly decision?: PublishedDecision | undefined;
  readonly topic?: PublishedTopic | undefined;
}

export const toSurveySummary = (
  { manifest, decision }: KnownSurvey,
  names: Names,
  now: number,
): SurveySummary => {
  const { surveyId, content, times, closedEarly } = manifest;
  const phase = surveyPhase(times, now);
  const authorityName = names.authority(content.authorityId);
  const directionName = names.direction(content.direction);
  return {
    surveyId,
    authorityId: content.authorityId,
    ...(authorityName && { authorityName }),
    ...(directionName && { directionName }),
    origin: content.origin,
    title: content.title,
    phase,
    times,
    closedEarly: closedEarly !== undefined,
    decisionMissing: phase === 'final' && decision === undefined,
  };
};

const toResults = ({
  asOf,
  final,
  issued,
  cast,
  spoilt,
  totals,
  trackers,
}: Board): SurveyResults => ({
  asOf,
  final,
  issued: issued.verified + issued.declared,
  cast: cast.verified + cast.declared,
  spoilt: spoilt.verified + spoilt.declared,
  byChannel: issued.byChannel,
  byClass: {
    verified: { issued: issued.verified, cast: cast.verified },
    declared: { issued: issued.declared, cast: cast.declared },
  },
  ...(totals === null ? {} : { totals }),
  trackers,
});

/** Figures that the survey's rule keeps back do not leave the core, whatever a board says. */
const shownResults = (
  board: Board | undefined,
  { content }: SurveyManifest,
): SurveyResults | undefined => {
  if (board === undefined) return undefined;
  const keepBack = content.resultRule === 'at_end' && !board.final;
  return toResults(keepBack ? { ...board, totals: null } : board);
};

export const toSurveyView = (
  known: KnownSurvey,
  names: Names,
  now: number,
  publicAddress: string | undefined,
): SurveyView => {
  const { manifest, board, decision, topic } = known;
  const results = shownResults(board, manifest);
  return {
    ...toSurveySummary(known, names, now),
    rev: manifest.rev,
    content: manifest.content,
    ...(manifest.closedEarly && { early: manifest.closedEarly }),
    classes: manifest.voteKeys.map((key) => key.class),
    ...(topic && { topicId: topic.topicId }),
    ...(decision && { decision }),
    ...(results && { results }),
    ...(publicAddress !== undefined && { publicAddress }),
    now,
  };
};
