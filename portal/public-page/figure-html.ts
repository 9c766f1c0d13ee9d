import {
  figureOf,
  type Figure,
  type FigureGroup,
  type FigureRow,
} from '../../contract/domain/survey-figures.ts';
import type { VoteClass } from '../../contract/domain/survey.ts';
import type { Totals } from '../../contract/domain/survey-totals.ts';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import { html, type Html } from './html.ts';
import type { PublicText } from './public-words.ts';

const nameOf = ({ name }: FigureRow, { t, plain }: PublicText): string => {
  if (name.kind === 'option') return plain(name.text);
  return name.kind === 'step' ? String(name.step) : t(name.stance);
};

const sentenceOf = (figure: Figure, group: FigureGroup, text: PublicText): string => {
  const { t } = text;
  const [leader] = group.leaders;
  if (leader === undefined) return t('nobody');
  if (figure.mean !== undefined && figure.question.kind === 'scale')
    return t('mean', {
      mean: figure.mean.toFixed(1).replace('.', ','),
      from: figure.question.from,
      to: figure.question.to,
      answered: group.answered,
    });
  if (group.leaders.length > 1 && group.leaders.length === group.rows.length) return t('allLevel');
  const names = group.leaders.map((row) => nameOf(row, text)).join(', ');
  const key =
    group.leaders.length > 1 ? 'level' : figure.unit === 'points' ? 'leadPoints' : 'leads';
  return t(key, {
    names,
    value: leader.value,
    answered: group.answered,
    percent: Math.round(leader.share * 100),
  });
};

/** A bar that stands for anything at all can be seen. */
const widthOf = ({ share, value }: FigureRow): number =>
  value === 0 ? 0 : Math.max(1, Math.round(share * 1000) / 10);

const barsOf = ({ rows }: FigureGroup, text: PublicText): Html =>
  html`<ul class="bars" aria-hidden="true">
    ${rows.map(
      (row) =>
        html`<li>
          ${nameOf(row, text)}
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
            <rect class="track" width="100" height="10" />
            <rect class="fill" width="${widthOf(row)}" height="10" />
          </svg>
        </li>`,
    )}
  </ul>`;

const tableOf = (figure: Figure, group: FigureGroup, text: PublicText): Html => {
  const { t } = text;
  return html`<table>
    <caption>
      ${text.plain(group.heading ?? figure.question.text)}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('answer')}</th>
        <th scope="col" class="number">${t('signedIn')}</th>
        <th scope="col" class="number">${t('typed')}</th>
        <th scope="col" class="number">${t(figure.unit)}</th>
        <th scope="col" class="number">${t('share')}</th>
      </tr>
    </thead>
    <tbody>
      ${group.rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${nameOf(row, text)}</th>
            <td class="number">${row.byClass.verified}</td>
            <td class="number">${row.byClass.declared}</td>
            <td class="number">${row.value}</td>
            <td class="number">${Math.round(row.share * 100)} %</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
};

/** Each question as a sentence, bars and a table. */
export const figuresHtml = (
  { content }: SurveyManifest,
  totals: Readonly<Record<VoteClass, Totals>>,
  text: PublicText,
): readonly Html[] =>
  content.questions.map((question, index) => {
    const figure = figureOf(question, totals);
    const groups = figure.groups.map(
      (group) =>
        html`${group.heading === undefined ? '' : html`<h4>${text.written(group.heading)}</h4>`}
          <p><strong>${sentenceOf(figure, group, text)}</strong></p>
          ${barsOf(group, text)} ${tableOf(figure, group, text)}`,
    );
    return html`<section>
      <h3>${index + 1}. ${text.written(question.text)}</h3>
      ${groups}
    </section>`;
  });
