import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { isLanguage, type Language } from '../../contract/languages.ts';
import { identifierSchema } from '../../contract/packs.ts';
import { TOPIC_SERVICE_ID } from '../../contract/participation.ts';
import { parseTracker } from '../../contract/voting/tracker.ts';
import type { PortalContext } from '../context.ts';
import { datesAhead, toCalendar } from '../public-page/calendar.ts';
import type { Html } from '../public-page/html.ts';
import { BASE, layout, linkTo } from '../public-page/layout.ts';
import { toCsvData, toJsonData, toSurveyIndex, toTrackerList } from '../public-page/open-data.ts';
import { nextPageHeader, pageIn, pathOfPage } from '../public-page/page-links.ts';
import {
  dataPage,
  surveyPage,
  surveysPage,
  topicsPage,
  trackerPage,
  type PublicNames,
  type TrackerSearch,
} from '../public-page/pages.ts';
import { createPublishedWorks, type PublishedWorks } from '../public-page/published.ts';
import { publicText, type PublicText } from '../public-page/public-words.ts';
import { STYLE } from '../public-page/style.css.ts';
import type { PageOf } from '../desk-api/paging.ts';
import type { Surveys } from '../voting/surveys.ts';
import { createRateLimit, type Bucket } from './rate-limit.ts';

export interface PublicSettings {
  readonly demonstration: boolean;
  /** Pages and files that one address may ask for. */
  readonly requests?: Bucket;
}

const REQUESTS: Bucket = { burst: 120, refillMs: 500 };

interface Query {
  readonly lang?: unknown;
  readonly tracker?: unknown;
  readonly page?: unknown;
}

const pageAsked = ({ query }: FastifyRequest): number => pageIn((query as Query).page);
/** A page after the last one is not there. */
const ifThere = <P extends PageOf>(asked: P): P | undefined =>
  asked.page > asked.pages ? undefined : asked;

/** The language that was chosen, else the first of the browser's that we have, else Azerbaijani. */
const languageOf = ({ query, headers }: FastifyRequest): Language => {
  const { lang } = query as Query;
  if (isLanguage(lang)) return lang;
  const wanted = (headers['accept-language'] ?? '').split(',').map((one) => one.trim().slice(0, 2));
  return wanted.find(isLanguage) ?? 'az';
};

const namesOf = ({ content }: PortalContext): PublicNames => ({
  authority: (id) => content.authorities.get(id)?.name,
  direction: (id) =>
    content.services
      .get(TOPIC_SERVICE_ID)
      ?.questions.find(({ field }) => field === 'direction')
      ?.options?.find(({ value }) => value === id)?.label,
});

const searchTracker = async (works: PublishedWorks, typed: string): Promise<TrackerSearch> => {
  if (typed.trim() === '') return { kind: 'nothing' };
  const parsed = parseTracker(typed);
  if (!parsed.ok) return { kind: 'mistyped' };
  const tracker = parsed.value;
  const survey = await works.surveyListing(tracker);
  return survey === undefined ? { kind: 'unlisted', tracker } : { kind: 'found', tracker, survey };
};

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const sendText = (reply: FastifyReply, type: string, body: string): FastifyReply =>
  reply.type(`${type}; charset=utf-8`).header('cache-control', 'public, max-age=60').send(body);

/**
 * The public page: surveys, results, topics, the search for a tracker and open data. Nobody signs
 * in, nothing is stored on the reader's device, no script runs; it can only read what was published.
 */
export const publicRoutes =
  (context: PortalContext, surveys: Surveys, settings: PublicSettings) =>
  (app: FastifyInstance): Promise<void> => {
    const works = createPublishedWorks(context, surveys);
    const names = namesOf(context);
    const limit = createRateLimit(context.clock, settings.requests ?? REQUESTS);

    const get = (path: string, answer: Answer): void => {
      app.get(`/participation${path}`, { schema: { hide: true } }, async (request, reply) => {
        const wait = limit.take(request.ip);
        if (wait > 0)
          return reply
            .code(429)
            .header('retry-after', Math.ceil(wait / 1000))
            .send();
        return answer(request, reply);
      });
    };
    const page = (
      path: string,
      make: (
        text: PublicText,
        request: FastifyRequest,
      ) => Promise<{ readonly title: string; readonly body: Html } | undefined>,
    ): void => {
      get(path, async (request, reply) => {
        const text = publicText(languageOf(request));
        const made = await make(text, request);
        const { title, body } = made ?? { title: text.t('notFound'), body: { markup: '' } };
        const markup = layout(text, {
          title,
          body,
          path: pathOfPage(
            request.url.replace(/^\/participation/u, '').replace(/\?.*$/u, '') || '/',
            pageAsked(request),
          ),
          demonstration: settings.demonstration,
        });
        return reply
          .code(made === undefined ? 404 : 200)
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-cache')
          .header('content-language', text.language)
          .send(markup);
      });
    };
    const surveyIn = async (request: FastifyRequest) => {
      const { surveyId } = request.params as { surveyId: string };
      return v.is(identifierSchema, surveyId) ? works.survey(surveyId) : undefined;
    };
    const file = (
      name: string,
      type: string,
      write: (survey: NonNullable<Awaited<ReturnType<typeof surveyIn>>>) => string | undefined,
    ): void => {
      get(`/surveys/:surveyId/${name}`, async (request, reply) => {
        const survey = await surveyIn(request);
        const body = survey && write(survey);
        return body === undefined ? reply.code(404).send() : sendText(reply, type, body);
      });
    };

    get('', (request, reply) => Promise.resolve(reply.redirect(linkTo('/', languageOf(request)))));
    get('/style.css', (_request, reply) => Promise.resolve(sendText(reply, 'text/css', STYLE)));
    page('/', async (text, request) => {
      const surveys = ifThere(await works.surveys(pageAsked(request)));
      return surveys && { title: text.t('surveys'), body: surveysPage(surveys, text, names) };
    });
    page('/surveys/:surveyId', async (text, request) => {
      const survey = await surveyIn(request);
      return (
        survey && {
          title: text.plain(survey.manifest.content.title),
          body: surveyPage(survey, text, names),
        }
      );
    });
    page('/topics', async (text, request) => {
      const topics = ifThere(await works.topics(pageAsked(request)));
      return topics && { title: text.t('topics'), body: topicsPage(topics, text, names) };
    });
    page('/tracker', async (text, request) => {
      const { tracker } = request.query as Query;
      const typed = typeof tracker === 'string' ? tracker.slice(0, 60) : '';
      return {
        title: text.t('tracker'),
        body: trackerPage(await searchTracker(works, typed), typed, text),
      };
    });
    page('/data', async (text, request) => {
      const surveys = ifThere(await works.surveys(pageAsked(request)));
      return surveys && { title: text.t('openData'), body: dataPage(surveys, text) };
    });
    file('data.json', 'application/json', toJsonData);
    file('data.csv', 'text/csv', toCsvData);
    file('trackers.txt', 'text/plain', toTrackerList);
    file('board.jws', 'application/jose', ({ signedBoard }) => signedBoard);
    get('/surveys.json', async (request, reply) => {
      const listed = ifThere(await works.surveys(pageAsked(request)));
      if (listed === undefined) return reply.code(404).send();
      const next = nextPageHeader(`${BASE}/surveys.json`, listed);
      return sendText(reply.headers(next), 'application/json', toSurveyIndex(listed.surveys));
    });
    get('/calendar.json', async (_request, reply) => {
      const dates = datesAhead(await works.surveysAhead(), works.now());
      return sendText(reply, 'application/json', `${JSON.stringify(dates, null, 2)}\n`);
    });
    get('/calendar.ics', async (_request, reply) => {
      const dates = datesAhead(await works.surveysAhead(), works.now());
      return sendText(reply, 'text/calendar', toCalendar(dates, works.now()));
    });
    return Promise.resolve();
  };
