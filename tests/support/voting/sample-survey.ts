import type { SurveyAnswers, SurveyQuestion } from '../../../contract/domain/survey.ts';
import type { SurveyContent } from '../../../contract/voting/manifest.ts';

const text = (en: string) => ({ az: `${en} (az)`, ru: `${en} (ru)`, en });
const option = (id: string) => ({ id, text: text(id) });

/** One question of each kind. */
export const EVERY_KIND: readonly SurveyQuestion[] = [
  {
    kind: 'single',
    id: 'park',
    text: text('Should the park be renewed?'),
    optional: false,
    options: [option('yes'), option('no'), option('undecided')],
  },
  {
    kind: 'multiple',
    id: 'parts',
    text: text('Which parts first?'),
    optional: false,
    options: [option('benches'), option('lights'), option('trees'), option('fountain')],
    least: 1,
    most: 2,
  },
  {
    kind: 'scale',
    id: 'pleased',
    text: text('How pleased are you?'),
    optional: true,
    from: 1,
    to: 5,
    low: text('not at all'),
    high: text('very'),
  },
  {
    kind: 'ranking',
    id: 'order',
    text: text('Put these in order'),
    optional: false,
    options: [option('road'), option('school'), option('clinic')],
  },
  {
    kind: 'series',
    id: 'views',
    text: text('Do you agree?'),
    optional: false,
    statements: [option('quiet'), option('clean'), option('safe')],
  },
];

export const SOME_ANSWERS: SurveyAnswers = {
  park: 'no',
  parts: ['trees', 'benches'],
  pleased: 4,
  order: ['clinic', 'road', 'school'],
  views: { quiet: 'agree', clean: 'pass', safe: 'disagree' },
};

/** Yes or no about one thing: small enough for thousands of ballots. */
export const YES_OR_NO: readonly SurveyQuestion[] = [
  {
    kind: 'single',
    id: 'bridge',
    text: text('Shall the bridge be built?'),
    optional: false,
    options: [option('yes'), option('no')],
  },
];

export const surveyContent = (change: Partial<SurveyContent> = {}): SurveyContent => ({
  authorityId: 'az-mas',
  origin: 'authority',
  title: text('The park by the river'),
  summary: text('The park is to be renewed next year.'),
  card: [],
  level: 'declared',
  questions: [...EVERY_KIND],
  resultRule: 'at_end',
  minBatch: 5,
  ...change,
});
