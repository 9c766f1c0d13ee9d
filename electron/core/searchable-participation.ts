import type { SurveyText } from '../../contract/domain/survey.ts';
import type { Localized } from '../../contract/languages.ts';
import { publishedTopicSchema, TOPIC_PUBLICATION } from '../../contract/participation.ts';
import type { SearchDocument } from '../../contract/search.ts';
import type { Publications } from './publications.ts';
import type { SurveyBook } from './voting/survey-book.ts';

/** What nobody translated is found, and shown, in Azerbaijani. */
const inAll = ({ az, ru, en }: SurveyText): Localized => ({ az, ru: ru ?? az, en: en ?? az });

/** Published topics and surveys, to be found in the one search box. */
export const searchableParticipation = (publications: Publications, book: SurveyBook) => {
  const topics = () => [...publications.read(TOPIC_PUBLICATION, publishedTopicSchema).values()];
  return {
    revision: (): string =>
      [
        ...topics().map(({ topicId }) => topicId),
        ...book.list().map(({ surveyId, rev }) => `${surveyId}:${rev}`),
      ].join(' '),
    documents: (): readonly SearchDocument[] => [
      ...topics().map(({ topicId, text, more }) => ({
        kind: 'topic' as const,
        id: topicId,
        title: inAll(text),
        summary: inAll(more ?? text),
      })),
      ...book.list().map(({ surveyId, content }) => ({
        kind: 'survey' as const,
        id: surveyId,
        title: inAll(content.title),
        summary: inAll(content.summary),
      })),
    ],
  };
};
