import type { Localized } from '../../contract/languages.ts';
import { formatTracker } from '../../contract/voting/tracker.ts';
import { figuresHtml } from './figure-html.ts';
import { html, nothing, type Html } from './html.ts';
import { linkTo } from './layout.ts';
import { pageLinks } from './page-links.ts';
import type { CountedSurvey, PublicSurvey, SurveyPage, TopicPage } from './published.ts';
import type { PublicText } from './public-words.ts';

/** Names that published things refer to by id. */
export interface PublicNames {
  readonly authority: (id: string) => Localized | undefined;
  readonly direction: (id: string | undefined) => Localized | undefined;
}

const surveyCard = (
  { manifest, phase, decision }: PublicSurvey,
  text: PublicText,
  names: PublicNames,
): Html => {
  const { t, language } = text;
  const { surveyId, content, times } = manifest;
  return html`<li class="card">
    <h3>
      <a href="${linkTo(`/surveys/${surveyId}`, language)}">${text.written(content.title)}</a>
    </h3>
    <p>${names.authority(content.authorityId)?.[language]} · ${t(`phase_${phase}`)}</p>
    <p class="muted">
      ${t('from')} ${text.moment(times.opens)} ${t('until')} ${text.moment(times.closes)}
    </p>
    ${phase === 'final' && decision === undefined ? html`<p class="warning">${t('decisionMissing')}</p>` : nothing}
  </li>`;
};

const cards = (
  heading: string,
  surveys: readonly PublicSurvey[],
  text: PublicText,
  names: PublicNames,
): Html =>
  html`<h2>${heading}</h2>
    ${
      surveys.length === 0
        ? html`<p>${text.t('none')}</p>`
        : html`<ul class="bars">
            ${surveys.map((survey) => surveyCard(survey, text, names))}
          </ul>`
    }`;

export const surveysPage = (
  { surveys, ...place }: SurveyPage,
  text: PublicText,
  names: PublicNames,
): Html => {
  const { t } = text;
  const group = (heading: string, ...phases: readonly string[]): Html => {
    const members = surveys.filter(({ phase }) => phases.includes(phase));
    // Of several pages one may have none of them, but another has.
    return members.length === 0 && place.pages > 1 ? nothing : cards(heading, members, text, names);
  };
  return html`<p>${t('intro')}</p>
    ${group(t('open'), 'open')} ${group(t('announced'), 'announced')}
    ${group(t('closed'), 'closing', 'counting', 'final')} ${pageLinks('/', place, text)}`;
};

const turnout = ({ board }: CountedSurvey, { t, moment }: PublicText): Html => {
  if (board === undefined) return html`<p>${t('noFigures')}</p>`;
  const { issued, cast, spoilt } = board;
  const row = (name: string, verified: number, declared: number): Html =>
    html`<tr>
      <th scope="row">${name}</th>
      <td class="number">${verified}</td>
      <td class="number">${declared}</td>
      <td class="number">${verified + declared}</td>
    </tr>`;
  return html`<p>
      <strong>${t(board.final ? 'asOfFinal' : 'asOf', { moment: moment(board.asOf) })}</strong>
    </p>
    <table>
      <caption>
        ${t('turnout')}
      </caption>
      <thead>
        <tr>
          <th scope="col"></th>
          <th scope="col" class="number">${t('signedIn')}</th>
          <th scope="col" class="number">${t('typed')}</th>
          <th scope="col" class="number">${t('together')}</th>
        </tr>
      </thead>
      <tbody>
        ${[
          row(t('issued'), issued.verified, issued.declared),
          row(t('cast'), cast.verified, cast.declared),
          row(t('spoilt'), spoilt.verified, spoilt.declared),
        ]}
      </tbody>
    </table>
    <p>${t('channels', { kiosk: issued.byChannel.kiosk, online: issued.byChannel.online })}</p>`;
};

const decisionHtml = ({ decision, phase }: PublicSurvey, text: PublicText): Html => {
  const { t } = text;
  if (decision !== undefined)
    return html`<section class="card">
      <h2>${t(`decision_${decision.outcome}`)}</h2>
      <p>${text.written(decision.text)}</p>
      <p class="muted">
        ${decision.official.name}, ${decision.official.position} · ${text.moment(decision.at)}
      </p>
    </section>`;
  return phase === 'final' ? html`<p class="warning">${t('decisionMissing')}</p>` : nothing;
};

const resultsHtml = (survey: CountedSurvey, text: PublicText): Html => {
  const { manifest, board } = survey;
  const { t } = text;
  if (board === undefined) return nothing;
  if (board.totals === null)
    return html`<p>${t('keptBack', { moment: text.moment(manifest.times.ballotsUntil) })}</p>`;
  return html`${figuresHtml(manifest, board.totals, text)}`;
};

export const surveyPage = (survey: CountedSurvey, text: PublicText, names: PublicNames): Html => {
  const { t, language } = text;
  const { surveyId, content, times, closedEarly } = survey.manifest;
  const data = (name: string): string => `/participation/surveys/${surveyId}/${name}`;
  return html`<p>
      <strong>${t(`phase_${survey.phase}`)}</strong> · ${t('from')} ${text.moment(times.opens)}
      ${t('until')} ${text.moment(times.closes)}
    </p>
    ${
      closedEarly === undefined
        ? nothing
        : html`<p class="warning">
            ${t('closedEarly', { moment: text.moment(closedEarly.announcedCloses) })}
            ${text.written(closedEarly.reason)}
          </p>`
    }
    <p>${text.written(content.summary)}</p>
    ${decisionHtml(survey, text)}
    ${content.card.map(
      (part) =>
        html`<section class="card">
          <h3>${text.written(part.heading)}</h3>
          <p>${text.written(part.text)}</p>
        </section>`,
    )}
    <h2>${t('about')}</h2>
    <dl>
      <dt>${t('whoAsks')}</dt>
      <dd>
        ${names.authority(content.authorityId)?.[language]} (${t(`origin_${content.origin}`)})
      </dd>
      <dt>${t('whoMay')}</dt>
      <dd>
        ${content.voters === undefined ? t('everybody') : text.written(content.voters)}
        ${t(`level_${content.level}`)}
      </dd>
      <dt>${t('whenResults')}</dt>
      <dd>${t(`rule_${content.resultRule}`)}</dd>
      <dt>${t('lateVotes')}</dt>
      <dd>
        ${t('lateVotesText', { until: text.moment(times.graceUntil), counted: text.moment(times.ballotsUntil) })}
      </dd>
    </dl>
    <h2>${t('results')}</h2>
    ${turnout(survey, text)} ${resultsHtml(survey, text)}
    <h2>${t('openData')}</h2>
    <ul>
      <li><a href="${data('data.json')}">JSON</a></li>
      <li><a href="${data('data.csv')}">CSV</a></li>
      <li>
        <a href="${data('trackers.txt')}">${t('trackerList', { count: survey.trackers.length })}</a>
      </li>
      ${survey.signedBoard === undefined ? nothing : html`<li><a href="${data('board.jws')}">${t('signedBoard')}</a></li>`}
    </ul>`;
};

export const topicsPage = (
  { topics, ...place }: TopicPage,
  text: PublicText,
  names: PublicNames,
): Html => {
  const { t, language } = text;
  if (topics.length === 0) return html`<p>${t('none')}</p>`;
  return html`<ul class="bars">
      ${topics.map(
        (topic) =>
          html`<li class="card">
            <h3>${text.written(topic.text)}</h3>
            <p>
              ${names.authority(topic.authorityId)?.[language]} ·
              ${names.direction(topic.direction)?.[language]} · ${text.moment(topic.approvedAt)}
            </p>
            ${topic.more === undefined ? nothing : html`<p>${text.written(topic.more)}</p>`}
            ${
              topic.surveyId === undefined
                ? html`<p class="muted">${t('noSurveyYet')}</p>`
                : html`<p>
                    <a href="${linkTo(`/surveys/${topic.surveyId}`, language)}">${t('toSurvey')}</a>
                  </p>`
            }
          </li>`,
      )}
    </ul>
    ${pageLinks('/topics', place, text)}`;
};

export type TrackerSearch =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'mistyped' }
  | { readonly kind: 'unlisted'; readonly tracker: string }
  | { readonly kind: 'found'; readonly tracker: string; readonly survey: CountedSurvey };

const trackerAnswer = (search: TrackerSearch, text: PublicText): Html => {
  const { t, language } = text;
  switch (search.kind) {
    case 'nothing':
      return nothing;
    case 'mistyped':
      return html`<p class="warning" role="alert">${t('trackerMistyped')}</p>`;
    case 'unlisted':
      return html`<p class="warning" role="status">
        <code>${formatTracker(search.tracker)}</code>: ${t('trackerUnlisted')}
      </p>`;
    case 'found': {
      const { manifest, board } = search.survey;
      return html`<div class="card" role="status">
        <p>
          <strong><code>${formatTracker(search.tracker)}</code>: ${t('trackerFound')}</strong>
        </p>
        <p>
          <a href="${linkTo(`/surveys/${manifest.surveyId}`, language)}"
            >${text.written(manifest.content.title)}</a
          >
        </p>
        <p class="muted">
          ${board === undefined ? '' : t('asOf', { moment: text.moment(board.asOf) })}
        </p>
      </div>`;
    }
  }
};

export const trackerPage = (search: TrackerSearch, typed: string, text: PublicText): Html => {
  const { t, language } = text;
  return html`<p>${t('trackerText')}</p>
    ${trackerAnswer(search, text)}
    <form method="get" action="/participation/tracker">
      <input type="hidden" name="lang" value="${language}" />
      <p>
        <label for="tracker">${t('trackerLabel')}</label
        ><input
          id="tracker"
          name="tracker"
          value="${typed}"
          autocomplete="off"
          spellcheck="false"
          maxlength="60"
        />
      </p>
      <p><button type="submit">${t('look')}</button></p>
    </form>`;
};

export const dataPage = ({ surveys, ...place }: SurveyPage, text: PublicText): Html => {
  const { t } = text;
  return html`<p>${t('dataText')}</p>
    <ul>
      <li><a href="/participation/surveys.json">surveys.json</a></li>
      <li><a href="/participation/calendar.json">calendar.json</a></li>
      <li><a href="/participation/calendar.ics">calendar.ics</a></li>
    </ul>
    <table>
      <caption>
        ${t('surveys')}
      </caption>
      <tbody>
        ${surveys.map(
          ({ manifest: { surveyId, content } }) =>
            html`<tr>
              <th scope="row">${text.written(content.title)}</th>
              <td><a href="/participation/surveys/${surveyId}/data.json">JSON</a></td>
              <td><a href="/participation/surveys/${surveyId}/data.csv">CSV</a></td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${pageLinks('/data', place, text)}`;
};
