import type { VoteClass } from '../../../contract/domain/survey.ts';
import { countBallots, type Totals } from '../../../contract/domain/survey-totals.ts';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import type { OpenedBallot } from './open-ballot.ts';

export type PerClass<T> = Readonly<Record<VoteClass, T>>;

export interface CountedBallots {
  readonly cast: PerClass<number>;
  readonly spoilt: PerClass<number>;
  /** Sorted. */
  readonly trackers: readonly string[];
  readonly totals: PerClass<Totals>;
}

export interface Opened {
  readonly kid: string;
  /** Undefined: spoilt. */
  readonly ballot: OpenedBallot | undefined;
}

/** How many ballots the figures speak of, spoilt ones too. */
export const sizesOf = ({
  cast,
  spoilt,
}: Pick<CountedBallots, 'cast' | 'spoilt'>): PerClass<number> => ({
  verified: cast.verified + spoilt.verified,
  declared: cast.declared + spoilt.declared,
});

/** The figures of ballots that were opened. */
export const countOpened = (
  manifest: SurveyManifest,
  opened: readonly Opened[],
): CountedBallots => {
  const ofClass = (voteClass: VoteClass): readonly Opened[] => {
    const kid = manifest.voteKeys.find((key) => key.class === voteClass)?.kid;
    return opened.filter((entry) => entry.kid === kid);
  };
  const readable = (list: readonly Opened[]): readonly OpenedBallot[] =>
    list.flatMap(({ ballot }) => (ballot === undefined ? [] : [ballot]));
  const perClass = <T>(figure: (list: readonly Opened[]) => T): PerClass<T> => ({
    verified: figure(ofClass('verified')),
    declared: figure(ofClass('declared')),
  });
  return {
    cast: perClass((list) => readable(list).length),
    spoilt: perClass((list) => list.length - readable(list).length),
    trackers: readable(opened)
      .map(({ tracker }) => tracker)
      .sort(),
    totals: perClass((list) =>
      countBallots(
        manifest.content.questions,
        readable(list).map(({ answers }) => answers),
      ),
    ),
  };
};
