import { figureOf } from '../../contract/domain/survey-figures.ts';
import type { CountedSurvey, PublicSurvey } from './published.ts';

/** What is published of a survey, for machines. The licence and the meaning of each column go with it. */

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';
const DESCRIPTION =
  'Published results of a survey: counts by question and answer, turnout by class and channel. No votes, no voters.';
const COLUMNS = {
  question: 'id of the question',
  question_text: 'its text in Azerbaijani',
  statement: 'the statement of a series; empty otherwise',
  answer: 'the answer: an option in Azerbaijani, a step of a scale, or agree, disagree, pass',
  unit: 'ballots, or points of a ranking (Borda: all other options for a first place, none for the last)',
  verified: 'from people who signed in',
  declared: 'from people who typed their details',
  total: 'both together',
  answered: 'ballots that answered the question',
} as const;

const rowsOf = ({ manifest, board }: CountedSurvey) => {
  const totals = board?.totals ?? null;
  if (totals === null) return [];
  return manifest.content.questions.flatMap((question) => {
    const figure = figureOf(question, totals);
    return figure.groups.flatMap((group) =>
      group.rows.map(({ name, value, byClass }) => ({
        question: question.id,
        question_text: question.text.az,
        statement: group.heading?.az ?? '',
        answer:
          name.kind === 'option'
            ? name.text.az
            : name.kind === 'step'
              ? String(name.step)
              : name.stance,
        unit: figure.unit,
        verified: byClass.verified,
        declared: byClass.declared,
        total: value,
        answered: group.answered,
      })),
    );
  });
};

const isoOf = (moment: number): string => new Date(moment).toISOString();

const metadataOf = ({ manifest, board, phase, decision }: CountedSurvey) => {
  const { surveyId, rev, content, times, closedEarly } = manifest;
  return {
    identifier: surveyId,
    revision: rev,
    title: content.title,
    description: DESCRIPTION,
    publisher: content.authorityId,
    licence: LICENCE,
    phase,
    opens: isoOf(times.opens),
    closes: isoOf(times.closes),
    confirmed_until: isoOf(times.graceUntil),
    counted_until: isoOf(times.ballotsUntil),
    ...(closedEarly && {
      closed_early: {
        announced: isoOf(closedEarly.announcedCloses),
        reason: closedEarly.reason,
      },
    }),
    result_rule: content.resultRule,
    least_batch: content.minBatch,
    columns: COLUMNS,
    ...(board && {
      as_of: isoOf(board.asOf),
      final: board.final,
      issued: board.issued,
      cast: board.cast,
      spoilt: board.spoilt,
      tracker_root: board.root,
    }),
    decision: decision ?? null,
  };
};

/** JSON with metadata; `rows` is empty while the survey's rule keeps figures back. */
export const toJsonData = (survey: CountedSurvey): string =>
  `${JSON.stringify({ ...metadataOf(survey), questions: survey.manifest.content.questions, rows: rowsOf(survey) }, null, 2)}\n`;

/** A cell of RFC 4180; a spreadsheet must not take a text that people wrote for a formula. */
const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const plain = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return `"${plain.replaceAll('"', '""')}"`;
};

/** CSV (RFC 4180, UTF-8 with a byte order mark, which spreadsheets need for ə and ш); metadata first, as comments. */
export const toCsvData = (survey: CountedSurvey): string => {
  const comments = Object.entries(metadataOf(survey))
    .filter(([key]) => key !== 'columns') // the header names them
    .map(
      ([key, value]) => `# ${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  const header = Object.keys(COLUMNS).join(',');
  const rows = rowsOf(survey).map((row) => Object.values(row).map(cell).join(','));
  return `\uFEFF${[...comments, header, ...rows].join('\r\n')}\r\n`;
};

/** One tracker a line, sorted: a place says nothing of when. */
export const toTrackerList = ({ trackers }: CountedSurvey): string =>
  trackers.map((tracker) => `${tracker}\n`).join('');

/** What there is, and where the figures of each are. */
export const toSurveyIndex = (surveys: readonly PublicSurvey[]): string => {
  const index = surveys.map(({ manifest: { surveyId, content, times }, phase }) => ({
    surveyId,
    phase,
    title: content.title,
    authorityId: content.authorityId,
    ...times,
    data: `/participation/surveys/${surveyId}/data.json`,
  }));
  return `${JSON.stringify(index, null, 2)}\n`;
};
