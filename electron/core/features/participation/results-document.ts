import { formatMoment } from '../../../../contract/domain/az-text.ts';
import {
  figureOf,
  type Figure,
  type FigureRow,
} from '../../../../contract/domain/survey-figures.ts';
import type { SurveyText } from '../../../../contract/domain/survey.ts';
import { shownText } from '../../../../contract/domain/survey-text.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { SurveyResults, SurveyView } from '../../../../contract/participation.ts';
import type { PrintBlock, PrintDocument } from '../../../../contract/print-document.ts';
import { paperWords, type PaperWords } from '../../printing/paper-words.ts';

/** How a text and a word of the paper are said in its language. */
interface Speech {
  readonly word: PaperWords;
  readonly say: (text: SurveyText) => string;
  readonly moment: (at: number) => string;
}

/** The published figures of one survey as tables, with what the authority did with them. */
export const resultsDocument = (
  survey: SurveyView,
  results: SurveyResults,
  language: Language,
): PrintDocument => {
  const speech: Speech = {
    word: paperWords(language),
    say: (text) => shownText(text, language).text,
    moment: (at) => formatMoment(language, at),
  };
  const { word, say } = speech;
  return {
    language,
    title: word('results.title'),
    blocks: [
      { kind: 'text', tone: 'strong', text: say(survey.title) },
      ...(survey.authorityName
        ? [{ kind: 'text' as const, text: survey.authorityName[language] }]
        : []),
      ...turnout(results, speech),
      ...figures(survey, results, speech),
      ...decision(survey, speech),
      ...(survey.publicAddress === undefined
        ? []
        : [{ kind: 'qr' as const, text: survey.publicAddress, caption: word('results.qr') }]),
    ],
  };
};

const turnout = (results: SurveyResults, { word, moment }: Speech): readonly PrintBlock[] => [
  {
    kind: 'text',
    text: word(results.final ? 'results.final' : 'results.soFar', {
      moment: moment(results.asOf),
    }),
  },
  {
    kind: 'facts',
    rows: [
      ['issued', results.issued],
      ['cast', results.cast],
      ['atKiosk', results.byChannel.kiosk],
      ['online', results.byChannel.online],
      ['verifiedVoters', results.byClass.verified.issued],
      ['declaredVoters', results.byClass.declared.issued],
      ...(results.spoilt > 0 ? [['spoilt', results.spoilt]] : []),
    ].map(([key, value]) => ({ label: word(`results.${key ?? ''}`), value: String(value) })),
  },
];

const figures = (
  { content, times }: SurveyView,
  { totals }: SurveyResults,
  speech: Speech,
): readonly PrintBlock[] => {
  const { word, moment } = speech;
  if (totals === undefined)
    return [
      { kind: 'text', text: word('results.keptBack', { moment: moment(times.ballotsUntil) }) },
    ];
  return content.questions.flatMap((question, index) =>
    figureOnPaper(figureOf(question, totals), index + 1, speech),
  );
};

const figureOnPaper = (
  { question, unit, answered, groups }: Figure,
  number: number,
  { word, say }: Speech,
): readonly PrintBlock[] => {
  const nameOf = ({ name }: FigureRow): string => {
    if (name.kind === 'option') return say(name.text);
    return name.kind === 'step' ? String(name.step) : word(`results.stances.${name.stance}`);
  };
  const head = [word('results.answer'), word(`results.units.${unit}`), word('results.share')];
  return [
    { kind: 'heading', text: `${number}. ${say(question.text)}` },
    { kind: 'text', text: word('results.answered', { count: answered }) },
    ...groups.flatMap(({ heading, rows }): readonly PrintBlock[] => [
      ...(heading ? [{ kind: 'text' as const, tone: 'strong' as const, text: say(heading) }] : []),
      {
        kind: 'table',
        rows: [
          head,
          ...rows.map((row) => [
            nameOf(row),
            String(row.value),
            `${Math.round(row.share * 100)} %`,
          ]),
        ],
      },
    ]),
  ];
};

/** Nothing is said of a decision before the end; after it, its absence is. */
const decision = (
  { decision: given, decisionMissing }: SurveyView,
  { word, say, moment }: Speech,
): readonly PrintBlock[] => {
  if (given === undefined)
    return decisionMissing ? [{ kind: 'text', text: word('results.decisions.missing') }] : [];
  const { official } = given;
  return [
    { kind: 'heading', text: word(`results.decisions.${given.outcome}`) },
    { kind: 'text', text: say(given.text) },
    {
      kind: 'text',
      tone: 'small',
      text: `${official.name}, ${official.position}, ${moment(given.at)}`,
    },
  ];
};
